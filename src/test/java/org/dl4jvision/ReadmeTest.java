package org.dl4jvision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.registry.LossType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's Java snippets compile and run, and its table names every loss. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");

  static Stream<String> snippets() throws IOException {
    return Snippets.of(README);
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void snippetCompilesAndRuns(String snippet, @TempDir Path folder) throws Exception {
    Snippets.run(snippet, folder);
  }

  @Test
  void tableNamesEveryLoss() throws IOException {
    String readme = Files.readString(README);
    for (LossType<?> type : Losses.types()) {
      String end = type.takesLosses() ? "(" : "` |";
      assertTrue(
          readme.contains("| `" + type.lossClass().getSimpleName() + "` | `" + type.name() + end),
          () -> "the README's table has no row for " + type.name());
    }
    assertEquals(7, snippets().count(), "snippets found");
  }
}

package org.dl4jvision.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dl4jvision.Snippets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in {@code docs/export.md} compiles and runs. */
class ExportPageTest {

  private static final Path PAGE = Path.of("docs/export.md");

  static Stream<String> snippets() throws IOException {
    return Snippets.of(PAGE);
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void snippetCompilesAndRuns(String snippet, @TempDir Path folder) throws Exception {
    Files.createDirectories(Path.of("target"));
    Snippets.run(snippet, folder);
  }

  @Test
  void hasSnippets() throws IOException {
    assertEquals(2, snippets().count());
  }
}

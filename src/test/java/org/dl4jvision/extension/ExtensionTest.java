package org.dl4jvision.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dl4jvision.cli.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * What a new thing costs: one class, of this many lines, and one line in {@link OwnEntries}. The
 * tests beside this one use each of them.
 */
@ExtendWith(OwnEntries.class)
class ExtensionTest {

  private static final Path SOURCES = Path.of("src/test/java/org/dl4jvision/extension");

  /** Lines but for package, imports, comments and blank ones. */
  static int codeLines(Class<?> type) throws IOException {
    int lines = 0;
    boolean inComment = false;
    for (String text : Files.readAllLines(SOURCES.resolve(type.getSimpleName() + ".java"))) {
      String line = text.strip();
      inComment |= line.startsWith("/*");
      boolean counts = !inComment && !line.isEmpty() && !line.matches("(package|import) .*;|//.*");
      lines += counts ? 1 : 0;
      inComment &= !line.endsWith("*/");
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource({
    "OwnLoss, 11",
    "OwnDecoder, 18",
    "OwnEncoder, 36",
    "OwnColumn, 12",
    "OwnFormat, 53",
    "OwnHead, 51",
    "OwnTask, 222",
  })
  void costsNoMoreLinesThan(String name, int most) throws Exception {
    int lines = codeLines(Class.forName(getClass().getPackageName() + "." + name));
    assertTrue(lines <= most, name + " has " + lines + " lines");
  }

  /** Where {@code list KIND} shows it. */
  @ParameterizedTest
  @CsvSource({
    "losses, half-squared-error, loss",
    "encoders, strided, encoder",
    "decoders, upsampling, decoder",
    "heads, center, detection head",
    "formats, boxes-csv, format",
    "metrics, errorRate, metric of segmentation",
    "metrics, error, metric of foreground-share",
    "tasks, foreground-share, task",
  })
  void isListed(String kind, String name, String registry) throws IOException {
    JsonNode list = new ObjectMapper().readTree(Tool.run("list", kind, "--json").out()).get(kind);
    List<JsonNode> entries =
        StreamSupport.stream(list.spliterator(), false)
            .filter(entry -> entry.get("name").asText().equals(name))
            .toList();
    assertEquals(1, entries.size(), list.toString());
    assertEquals(registry, entries.get(0).get("kind").asText());
    String help = entries.get(0).get("help").asText();
    assertTrue(
        Tool.run("list")
            .out()
            .lines()
            .anyMatch(l -> l.matches("  " + name + " +\\Q" + help + "\\E")),
        help);
    assertTrue(
        Tool.run("list", "--markdown").out().contains("| `" + name + "` | " + help + " |"), help);
  }

  /** The library's own page of losses needs a formula and a warning; one's own may do without. */
  @Test
  void theLossIsOnThePageOfLosses() {
    assertTrue(Tool.run("loss", "list", "--markdown").out().contains("| `half-squared-error` |"));
  }

  /** The help of an option names all that it takes. */
  @ParameterizedTest
  @CsvSource({
    "segmentation, strided (two convolutions",
    "segmentation, upsampling (the coarsest map",
    "detection, strided (two convolutions",
    "detection, center (no anchors and no centerness)",
    "detection, boxes-csv",
    "foreground-share, strided (two convolutions",
  })
  void isInTheHelp(String task, String text) {
    String help = Tool.run("train", task, "--help").out().replaceAll("\\s+", " ");
    assertTrue(help.contains(text), help);
  }

  @Test
  void theTaskIsInTheHelpOfAllCommands() {
    for (String command : List.of("train", "evaluate", "predict")) {
      String help = Tool.run(command, "--help").out().replaceAll("\\s+", " ");
      assertTrue(help.contains("share"), help);
      assertFalse(help.contains("${"), help);
    }
  }
}

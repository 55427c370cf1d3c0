package org.dl4jvision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The notebooks have the outputs of one complete run with this version. That the outputs are what
 * the code prints, {@code notebooks/run} finds out.
 */
class NotebooksTest {

  private static final long LARGEST = 2_000_000;
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>dl4j-vision</artifactId>\\s*<version>(.*?)</version>");

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @Test
  void thereAreFour() throws IOException {
    assertEquals(
        List.of(
            "01-losses.ipynb",
            "02-segmentation.ipynb",
            "03-detection.ipynb",
            "04-choosing-a-loss.ipynb"),
        notebooks().stream().map(file -> file.getFileName().toString()).toList());
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void hasTheOutputsOfOneRun(Path notebook) throws IOException {
    assertTrue(Files.size(notebook) < LARGEST, Files.size(notebook) + " bytes");
    JsonNode content = new ObjectMapper().readTree(notebook.toFile());
    int executed = 0;
    int pictures = 0;
    for (JsonNode cell : content.path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        executed++;
        assertEquals(
            executed, cell.path("execution_count").asInt(), () -> cell.path("source") + "");
        for (JsonNode output : cell.path("outputs")) {
          assertNotEquals("error", output.path("output_type").asText());
          pictures += output.path("data").has("image/png") ? 1 : 0;
        }
      }
    }
    assertTrue(pictures >= 5, pictures + " pictures");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void wasRunWithThisVersion(Path notebook) throws IOException {
    Matcher pom = VERSION.matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(pom.find());
    JsonNode content = new ObjectMapper().readTree(notebook.toFile());
    assertEquals(
        pom.group(1),
        content.at("/metadata/dl4j_vision/version").asText(),
        "run notebooks/run --update");
  }
}

package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.encoder.Encoders;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class ListCommandTest {

  @Test
  void allRegistriesAreShown() throws IOException {
    Tool tool = Tool.run("list", "--json");

    assertEquals(0, tool.exitCode(), tool.err());
    JsonNode lists = new ObjectMapper().readTree(tool.out());
    assertEquals(
        List.of(
            "accelerated",
            "augmentations",
            "checks",
            "decoders",
            "encoders",
            "explanations",
            "formats",
            "heads",
            "losses",
            "metrics",
            "onnx",
            "rules",
            "tasks",
            "test-time",
            "weightings",
            "writers"),
        List.copyOf(names(lists)));
    assertEquals(Losses.types().size(), lists.get("losses").size());
    assertEquals(AnnotationFormats.REGISTRY.all().size(), lists.get("formats").size());
    JsonNode encoder = lists.get("encoders").get(0);
    assertEquals(Encoders.REGISTRY.all().get(0).name(), encoder.get("name").asText());
    assertEquals(Encoders.REGISTRY.all().get(0).help(), encoder.get("help").asText());
    assertEquals("encoder", encoder.get("kind").asText());
    assertEquals("metric of detection", lists.get("metrics").get(0).get("kind").asText());
  }

  /** Of entries that have changed since, the page would tell stories. */
  @Test
  void thePageIsThatOfTheRegistries() throws IOException {
    assertEquals(
        Files.readString(Path.of("docs", "catalogue.md")),
        Tool.run("list", "--markdown").out(),
        "make it anew: ./dl4j-vision list --markdown > docs/catalogue.md");
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void oneKindIsATable() {
    Tool tool = Tool.run("list", "tasks");

    assertEquals(
        String.format(
            "tasks%n"
                + "  detection     finds objects: a box, a class and a score for each%n"
                + "  segmentation  gives every pixel of an image its class%n"),
        tool.out());
    assertEquals("", tool.err());
  }

  @Test
  void everyEntryIsInTheTable() {
    Tool all = Tool.run("list");

    for (String name : Encoders.REGISTRY.names()) {
      assertTrue(all.out().lines().anyMatch(line -> line.startsWith("  " + name + " ")), name);
    }
  }

  @Test
  void anUnknownKindIsAnsweredWithTheKnownOnes() {
    Tool tool = Tool.run("list", "colors");

    assertEquals(2, tool.exitCode());
    assertEquals(
        "dl4j-vision: there is no list colors; lists are accelerated, augmentations, checks,"
            + " decoders, encoders, explanations, formats, heads, losses, metrics, onnx, rules,"
            + " tasks, test-time, weightings, writers",
        tool.err().strip());
  }
}

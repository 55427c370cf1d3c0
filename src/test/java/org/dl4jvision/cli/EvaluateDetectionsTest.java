package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dl4jvision.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class EvaluateDetectionsTest {

  private static final Path GOLDEN = Shared.goldenFolder().resolve("coco_eval");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String TRUTH =
      """
      {"images": [{"id": 7}, {"id": 3}],
       "categories": [{"id": 2, "name": "cat"}, {"id": 9, "name": "dog"}],
       "annotations": [{"id": 1, "image_id": 7, "category_id": 2, "bbox": [10, 10, 40, 50]}]}
      """;
  private static final String DETECTIONS =
      """
      [{"image_id": 7, "category_id": 2, "bbox": [10, 10, 40, 50], "score": 0.5},
       {"image_id": 3, "category_id": 2, "bbox": [0, 0, 5, 5], "score": 0.9}]
      """;

  @TempDir private Path folder;

  private Tool evaluate(String truth, String detections, Object... more) throws IOException {
    Object[] args = new Object[6 + more.length];
    args[0] = "evaluate";
    args[1] = "detections";
    args[2] = "--truth";
    args[3] = Files.writeString(folder.resolve("truth.json"), truth);
    args[4] = "--detections";
    args[5] = Files.writeString(folder.resolve("results.json"), detections);
    System.arraycopy(more, 0, args, 6, more.length);
    return Tool.run(args);
  }

  @Test
  void aNameIsALineOfTheTableAndNothingThatATerminalObeys() throws IOException {
    Tool tool = evaluate(TRUTH.replace("\"cat\"", "\"\\u001b[31mc\\nat\""), DETECTIONS);

    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().lines().anyMatch(line -> line.startsWith("?[31mc at ")), tool.out());
  }

  static Stream<Path> golden() throws IOException {
    if (!Files.isDirectory(GOLDEN)) {
      // One case is left, that says so.
      return Stream.of((Path) null);
    }
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  /** What pycocotools gave. */
  @ParameterizedTest
  @MethodSource("golden")
  void agreesWithPycocotools(Path file) throws IOException {
    Shared.golden(".");
    JsonNode golden = MAPPER.readTree(file.toFile());

    Tool tool =
        evaluate(
            golden.get("ground_truth").toString(), golden.get("detections").toString(), "--json");

    assertEquals(0, tool.exitCode(), tool.err());
    JsonNode ours = MAPPER.readTree(tool.out());
    for (Iterator<Map.Entry<String, JsonNode>> all = golden.get("expected").fields();
        all.hasNext(); ) {
      Map.Entry<String, JsonNode> expected = all.next();
      assertSame(expected.getValue(), ours.path(expected.getKey()), expected.getKey());
    }
    JsonNode ofCategories = golden.get("expected_ap_per_category");
    assertEquals(ofCategories.size(), ours.get("categories").size());
    for (JsonNode category : ours.get("categories")) {
      String id = category.get("id").asText();
      assertSame(ofCategories.get(id), category.get("AP"), id);
    }
  }

  /** Where pycocotools has -1 we have null: undefined. */
  private static void assertSame(JsonNode theirs, JsonNode ours, String name) {
    double number = ours.isNull() ? -1 : ours.asDouble(Double.NaN);
    assertEquals(theirs.asDouble(), number, 1e-6, name);
    assertTrue(number >= 0 || ours.isNull(), name + " is " + ours);
  }

  @Test
  void printsJson() throws IOException {
    Tool tool = evaluate(TRUTH, DETECTIONS, "--json");
    assertEquals(0, tool.exitCode(), tool.err());
    JsonNode json = MAPPER.readTree(tool.out());
    List<String> names =
        StreamSupport.stream(((Iterable<String>) () -> json.fieldNames()).spliterator(), false)
            .limit(12)
            .toList();
    assertEquals(
        List.of(
            "AP",
            "AP50",
            "AP75",
            "APsmall",
            "APmedium",
            "APlarge",
            "AR1",
            "AR10",
            "AR100",
            "ARsmall",
            "ARmedium",
            "ARlarge"),
        names);
    // The highest-scoring detection is wrong.
    assertEquals(0.5, json.get("AP").asDouble(), 1e-9);
    assertEquals(1, json.get("APmedium").asDouble(), 1e-9, "the wrong one is small");
    assertTrue(json.get("APlarge").isNull());
    assertEquals(0.5, json.get("VOC2012").asDouble(), 1e-9);
    assertEquals(2, json.get("images").asInt());
    assertEquals("dog", json.get("categories").get(1).get("name").asText());
    assertTrue(json.get("categories").get(1).get("AP50").isNull());
  }

  @Test
  void printsATable() throws IOException {
    Tool tool = evaluate(TRUTH, DETECTIONS);
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(
        """
        2 images

        AP        0.5000
        AP50      0.5000
        AP75      0.5000
        APsmall   -
        APmedium  1.0000
        APlarge   -
        AR1       1.0000
        AR10      1.0000
        AR100     1.0000
        ARsmall   -
        ARmedium  1.0000
        ARlarge   -
        VOC2007   0.5000
        VOC2012   0.5000

        category  objects      AP    AP50  VOC2007  VOC2012
        cat             1  0.5000  0.5000   0.5000   0.5000
        dog             0       -       -        -        -
        """,
        tool.out().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void noDetectionsAndNoObjects() throws IOException {
    Tool none = evaluate(TRUTH, "[]", "--json");
    assertEquals(0, MAPPER.readTree(none.out()).get("AP").asDouble(), none.err());
    String empty = "{\"images\": [{\"id\": 1}], \"categories\": [], \"annotations\": []}";
    Tool nothing = evaluate(empty, "[]", "--json");
    assertTrue(MAPPER.readTree(nothing.out()).get("AP").isNull(), nothing.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.9}]|NaN}]|results.json: entry 2 of 'detections' must have a finite number as score, but"
            + " has NaN",
        "0.9}]|\"high\"}]|entry 2 of 'detections' must have a number as score, but has 'high'",
        ", \"score\": 0.5||entry 1 of 'detections' has no score",
        "\"image_id\": 3|\"image_id\": 4|entry 2 of 'detections' is on image 4, which is not in ",
        "\"category_id\": 2|\"category_id\": 1|entry 1 of 'detections' is of category 1, which is"
            + " not in",
        "5, 5]|5, -5]|has a bbox of width 5.0 and height -5.0: must not be negative",
        "5, 5]|5]|entry 2 of 'detections' must have a bbox of 4 numbers (left, top, width, height),"
            + " but has 3",
        "5, 5]|5, null]|entry 2 of 'detections' has something else than numbers in its bbox",
        "}]|}|results.json: is cut off, in line 3, column 1: copy or write it again",
        "[{|{|results.json: 'detections' must be a list",
      })
  void badDetectionsAreOneLine(String part, String replacement, String message) throws IOException {
    int at = DETECTIONS.indexOf(part);
    String bad =
        DETECTIONS.substring(0, at)
            + Objects.requireNonNullElse(replacement, "")
            + DETECTIONS.substring(at + part.length());
    assertOneLine(evaluate(TRUTH, bad), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"image_id\": 7|\"image_id\": 8|truth.json: annotation 1 is on image 8, which is not"
            + " declared",
        "\"category_id\": 2|\"category_id\": 3|annotation 1 is of category 3, which is not"
            + " declared",
        "40, 50]}|40, 50], \"area\": -5}|annotation 1 has the area -5.0: must not be negative",
        "40, 50]|-40, 50]|annotation 1 has a bbox of width -40.0 and height 50.0: must not be"
            + " negative",
        "40, 50]|40, NaN]|annotation 1 must have a finite number as bbox, but has NaN",
        "{\"id\": 3}|{\"id\": 7}|truth.json: two images have the id 7",
        "{\"id\": 3}|5|truth.json: entry 2 of 'images' must be an object",
        "\"images\"|\"pictures\"|truth.json: is not COCO: has no images",
        "\"id\": 9|\"id\": 2|truth.json: two categories have the id 2",
      })
  void badTruthIsOneLine(String part, String replacement, String message) throws IOException {
    assertOneLine(evaluate(TRUTH.replace(part, replacement), DETECTIONS), message);
  }

  private static void assertOneLine(Tool tool, String message) {
    assertEquals(2, tool.exitCode(), tool.err());
    assertEquals(1, tool.err().strip().lines().count(), tool.err());
    assertTrue(tool.err().contains(message), tool.err());
    assertEquals("", tool.out());
  }

  @Test
  void missingFilesAndOptions() throws IOException {
    Path truth = Files.writeString(folder.resolve("truth.json"), TRUTH);
    Tool noFile =
        Tool.run("evaluate", "detections", "--truth", truth, "--detections", folder.resolve("no"));
    assertOneLine(noFile, "no such file");
    Tool noOption = Tool.run("evaluate", "detections", "--truth", truth);
    assertEquals(2, noOption.exitCode());
    assertTrue(noOption.err().contains("--detections"), noOption.err());
    Tool noRun = Tool.run("evaluate");
    assertEquals(2, noRun.exitCode());
    assertTrue(noRun.err().contains("RUN"), noRun.err());
    Tool help = Tool.run("evaluate", "--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.out().contains("detections"), help.out());
  }
}

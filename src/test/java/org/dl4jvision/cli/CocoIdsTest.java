package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.coco.CocoId;
import org.dl4jvision.report.CocoResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Ids of any kind go from the ground truth through data set and results into an evaluation. */
class CocoIdsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private Path truth;

  private void write(String images, String annotations, String categories) throws IOException {
    for (String name : List.of("a", "b")) {
      AtomicFile.writePng(
          folder.resolve("images").resolve(name + ".png"),
          new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY));
    }
    truth =
        Files.writeString(
            folder.resolve("instances_train.json"),
            "{\"images\": [%s], \"annotations\": [%s], \"categories\": [%s]}"
                .formatted(images, annotations, categories));
  }

  private static String image(String id, String name) {
    return "{\"id\": %s, \"file_name\": \"%s.png\"}".formatted(id, name);
  }

  private static String category(String id, String name) {
    return "{\"id\": %s, \"name\": \"%s\"}".formatted(id, name);
  }

  private static String annotation(String id, String image, String category, String box) {
    return "{\"id\": %s, \"image_id\": %s, \"category_id\": %s, \"bbox\": %s}"
        .formatted(id, image, category, box);
  }

  /** Writes all objects of the data set as detections and evaluates them. */
  private Tool evaluateTruth(Path results) {
    FolderDetectionDataset data = FolderDetectionDataset.builder(folder).build();
    CocoResults found = new CocoResults(data.categoryIds());
    for (Split split : Split.values()) {
      for (int i = 0; i < data.size(split); i++) {
        List<Detection> detections = new ArrayList<>();
        data.objects(split, i)
            .forEach(
                object -> detections.add(new Detection(object.box(), object.classIndex(), 0.5)));
        found.add(data.imageId(split, i), detections);
      }
    }
    found.write(results);
    return Tool.run("evaluate", "detections", "--truth", truth, "--detections", results, "--json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1|2|7|9",
        "0|-3|0|-1",
        "900100329323|900100329324|4294967296|8589934592",
        "20190000000000000001|20190000000000000002|7|9",
        "338953138925153547590470800371487866880|338953138925153547590470800371487866881"
            + "|18446744073709551616|18446744073709551617",
        "\"val_001\"|\"val_002\"|7|9",
        "\"1\"|\"2\"|\"7\"|\"9\"",
        "\"Ünï 1\"|\"\"|\"cat\"|\"dog\"",
        "1|\"1\"|7|\"7\"",
        "1.5|2.25|0.1|0.2",
      })
  void resultsHaveTheIdsOfTheTruth(String imageA, String imageB, String cat, String dog)
      throws IOException {
    write(
        image(imageA, "a") + "," + image(imageB, "b"),
        annotation("1", imageA, cat, "[1, 2, 10, 12]")
            + ","
            + annotation("2", imageA, dog, "[20, 2, 10, 12]")
            + ","
            + annotation("3", imageB, dog, "[5, 5, 20, 20]"),
        category(cat, "cat") + "," + category(dog, "dog"));
    Path results = folder.resolve("found").resolve("found.json");
    Tool tool = evaluateTruth(results);
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals("", tool.err());
    assertEquals(1, MAPPER.readTree(tool.out()).get("AP").asDouble());
    JsonNode written = MAPPER.readTree(results.toFile());
    List<String> ids = new ArrayList<>();
    written.forEach(entry -> ids.add(entry.get("image_id") + " " + entry.get("category_id")));
    assertEquals(
        List.of(imageA + " " + cat, imageA + " " + dog, imageB + " " + dog),
        ids.stream().sorted(Comparator.comparing(id -> !id.startsWith(imageA))).toList());
  }

  @Test
  void decimalsAreTheIntegersThatTheyEqual() throws IOException {
    write(
        image("1", "a") + "," + image("2.0", "b"),
        annotation("1.0", "1.0", "7.0", "[1, 2, 10, 12]")
            + ","
            + annotation("2.0", "2", "9", "[5, 5, 20, 20]"),
        category("7", "cat") + "," + category("9e0", "dog"));
    Tool tool = evaluateTruth(folder.resolve("found").resolve("found.json"));
    assertEquals("", tool.err());
    assertEquals(1, MAPPER.readTree(tool.out()).get("AP").asDouble());
  }

  @Test
  void textsForNumbersAreTakenWithAWarningByAllCommands() throws IOException {
    write(
        image("1", "a") + "," + image("2", "b"),
        annotation("1", "\"1\"", "\"7\"", "[1, 2, 10, 12]"),
        category("7", "cat"));
    Tool tool = evaluateTruth(folder.resolve("found").resolve("found.json"));
    String warnings =
        """
        warning: FILE: 1 of 1 annotations have a text as image_id where the id is a number, such as annotation 1 with '1'; taken for the same id
        warning: FILE: 1 of 1 annotations have a text as category_id where the id is a number, such as annotation 1 with '7'; taken for the same id
        """
            .replace("FILE", truth.toString());
    assertEquals(warnings, tool.err());
    assertEquals(1, MAPPER.readTree(tool.out()).get("AP").asDouble());
    List<String> ofTraining = FolderDetectionDataset.builder(folder).build().warnings();
    assertEquals(
        warnings, "warning: " + String.join("\nwarning: ", ofTraining.subList(0, 2)) + "\n");
  }

  @Test
  void saysWherePycocotoolsCountsOtherwise() throws IOException {
    write(
        image("1", "a") + "," + image("2", "b"),
        annotation("0", "1", "7", "[1, 2, 10, 12]")
            + ","
            + annotation("5", "2", "7", "[1, 2, 10, 12]")
            + ","
            + annotation("5", "2", "7", "[20, 2, 10, 12]"),
        category("7", "cat"));
    Tool tool = evaluateTruth(folder.resolve("found").resolve("found.json"));
    assertEquals(
        """
        warning: FILE: annotation 0 counts as found where it is; pycocotools counts a match with id 0 as none, so that its numbers may be lower: number annotations from 1
        warning: FILE: 1 annotations have the id of another one; each counts, but pycocotools takes the last one for all of its id: give each an id of its own
        """
            .replace("FILE", truth.toString()),
        tool.err());
    assertEquals(1, MAPPER.readTree(tool.out()).get("AP").asDouble());
  }

  @Test
  void oneClassOfTwoCategoriesOfOneNameIsNoOther() throws IOException {
    write(
        image("1", "a") + "," + image("2", "b"),
        annotation("1", "1", "7", "[1, 2, 10, 12]")
            + ","
            + annotation("2", "2", "8", "[1, 2, 10, 12]"),
        category("7", "cat") + "," + category("8", "cat"));
    Path results = folder.resolve("found").resolve("found.json");
    Tool tool = evaluateTruth(results);
    assertEquals(1, MAPPER.readTree(tool.out()).get("AP").asDouble());
    List<CocoId> ids = new ArrayList<>();
    MAPPER
        .readTree(results.toFile())
        .forEach(entry -> ids.add(CocoId.of(entry.get("category_id").asLong())));
    assertEquals(List.of(CocoId.of(7), CocoId.of(8)), ids.stream().sorted().toList());
  }
}

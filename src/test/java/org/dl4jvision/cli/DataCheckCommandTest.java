package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.fault.CleanData;
import org.dl4jvision.data.fault.DataChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class DataCheckCommandTest {

  @TempDir private Path base;

  private Path data() {
    return base.resolve("data");
  }

  private Path out() {
    return base.resolve("out");
  }

  private void faultyMasks() throws IOException {
    CleanData.masks(data());
    Path train = data().resolve("train");
    byte[] whole = Files.readAllBytes(train.resolve("images/0.png"));
    Files.write(train.resolve("images/0.png"), List.of("damaged"));
    Files.write(
        data().resolve("val/images/0.png"), Files.readAllBytes(train.resolve("images/1.png")));
    Files.write(train.resolve("labels/2.png"), whole);
  }

  private void faultyBoxes() throws IOException {
    CleanData.boxes(data());
    append("labels/train/0.txt", "0 0.95 0.5 0.3 0.2", "0 0.5 0.5 0 0.1", "7 0.5 0.5 0.1 0.1");
    append("labels/train/1.txt", "1 0.5 0.5 -0.2 0.2", "1 1.5 0.5 0.2 0.2");
    append("labels/train/2.txt", "2 0.4 0.5 0.2 0.2", "2 0.4 0.5 0.2 0.2");
    append("labels/val/0.txt", "x");
    Files.write(
        data().resolve("images/val/1.png"),
        Files.readAllBytes(data().resolve("images/train/3.png")));
  }

  private void append(String file, String... lines) throws IOException {
    Files.writeString(
        data().resolve(file), "\n" + String.join("\n", lines), StandardOpenOption.APPEND);
  }

  @Test
  void cleanDataAreDone() throws IOException {
    CleanData.masks(data());
    Tool tool = Tool.run("data", "check", data());
    assertEquals(0, tool.exitCode(), tool.out() + tool.err());
    assertTrue(tool.out().endsWith("\n\nno faults found\n"), tool.out());
    assertTrue(
        tool.out()
            .startsWith(
                """
                format: masks (train/labels and 1 more; 22 of 22 image files)
                segmentation: 11 annotated images

                train: 8 images of 128x144 (height x width), void-share 0.0000
                """),
        tool.out());
  }

  @Test
  void faultsAreSaidByKind() throws IOException {
    faultyMasks();
    Tool tool = Tool.run("data", "check", "--data", data());
    assertEquals(2, tool.exitCode(), tool.out() + tool.err());
    String path = data().toString();
    assertEquals(
        """
        segmentation: 10 annotated images

        faults
          mask-values: 1, masks with values or colors that are of no class
            mask D/train/labels/2.png has values that hardly any other mask has: V; the others have\
         0, 255
          split-leaks: 1, images of one split that show what an image of another shows, copies or\
         the same in another encoding or size: scores are too good
            the training image D/train/images/1.png has the same bytes as the validation image\
         D/val/images/0.png
          unreadable-images: 1, image and mask files that are damaged, cut off, empty or of a kind\
         that is not read
            cannot read D/train/images/0.png: it is no image in the format PNG, JPEG, TIFF, BMP,\
         GIF or WebP

        3 faults of 3 kinds
        """,
        tool.out()
            .lines()
            .skip(1)
            .map(line -> line.replace(path, "D").replaceFirst("has: .*; the", "has: V; the"))
            .reduce("", (all, line) -> all + line + "\n"));
  }

  /** That boxes make no masks is no fault of theirs. */
  @Test
  void aTaskThatCannotUseTheDataIsANote() throws IOException {
    TinyData.objects(Files.createDirectory(data()));
    Tool tool = Tool.run("data", "check", data());
    assertEquals(0, tool.exitCode(), tool.out());
    assertTrue(!tool.out().contains("faults\n  "), tool.out());
  }

  @Test
  void programsGetAllOfIt() throws IOException {
    faultyBoxes();
    Tool tool = Tool.run("data", "check", data(), "--json");
    assertEquals(2, tool.exitCode(), tool.err());
    JsonNode report = new ObjectMapper().readTree(tool.out());
    assertEquals(expectedInBoxes(), counts(report));
    assertEquals(8, report.get("faults").asInt());
    assertEquals("yolo", report.get("format").asText());
    for (JsonNode check : report.get("checks")) {
      assertEquals(check.get("count").asInt(), check.get("findings").size());
    }
  }

  private static Map<String, Integer> expectedInBoxes() {
    Map<String, Integer> counts = new TreeMap<>();
    DataChecks.REGISTRY.names().forEach(name -> counts.put(name, 0));
    counts.put("bad-annotations", 1);
    counts.put("boxes-outside", 2);
    counts.put("duplicate-boxes", 1);
    counts.put("empty-boxes", 1);
    counts.put("reversed-boxes", 1);
    counts.put("split-leaks", 1);
    counts.put("unknown-classes", 1);
    return counts;
  }

  private static Map<String, Integer> counts(JsonNode report) {
    Map<String, Integer> counts = new TreeMap<>();
    report
        .get("checks")
        .forEach(check -> counts.put(check.get("name").asText(), check.get("count").asInt()));
    return counts;
  }

  @Test
  void aRepairedCopyOfMasksIsCleanAndTrains() throws IOException {
    faultyMasks();
    String before = listing();
    Tool tool = Tool.run("data", "check", data(), "--fix", out());
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(
        tool.err()
            .contains(
                "split-leaks: 1 left out of the training images, or of validation where the other"
                    + " is for testing\n"),
        tool.err());
    assertTrue(tool.err().contains("8 images in " + out() + ": images/, masks/"), tool.err());
    assertEquals(before, listing());
    Tool again = Tool.run("data", "check", out());
    assertEquals(0, again.exitCode(), again.out());
    Tool training = Tool.train(out(), "--out", base.resolve("run"));
    assertEquals(0, training.exitCode(), training.err());
  }

  @Test
  void aRepairedCopyOfBoxesIsCleanAndTrains() throws IOException {
    faultyBoxes();
    String before = listing();
    Tool tool = Tool.run("data", "check", data(), "--fix", out());
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(before, listing());
    Tool again = Tool.run("data", "check", out());
    assertEquals(0, again.exitCode(), again.out());
    Tool training =
        Tool.run(
            "train",
            "detection",
            "--data",
            out(),
            "--epochs",
            1,
            "--image-size",
            32,
            "--batch-size",
            3,
            "--out",
            base.resolve("run"));
    assertEquals(0, training.exitCode(), training.err());
  }

  /** All files with their sizes and times: nothing may touch the data. */
  private String listing() throws IOException {
    try (Stream<Path> files = Files.walk(data())) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        all.append(file)
            .append(' ')
            .append(Files.size(file))
            .append(' ')
            .append(Files.getLastModifiedTime(file))
            .append('\n');
      }
      return all.toString();
    }
  }

  @Test
  void whatIsWrongWithTheCommandIsSaid() throws IOException {
    assertMessage("which data to check is missing: DIR", Tool.run("data", "check"));
    assertMessage(
        "DIR and --data are the same", Tool.run("data", "check", data(), "--data", data()));
    assertMessage("no such folder: " + data(), Tool.run("data", "check", data()));
    CleanData.masks(data());
    assertMessage(
        "--fix " + data() + " is not empty; name a folder that is new or empty",
        Tool.run("data", "check", data(), "--fix", data()));
    assertMessage(
        "no boxes or outlines found in " + data() + "...",
        Tool.run("data", "check", data(), "--task", "detection"));
  }
}

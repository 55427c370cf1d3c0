package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.io.TextFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class DataConvertTest {

  @TempDir private Path base;

  private Path out() {
    return base.resolve("out");
  }

  private Tool convert(Path data, String to) {
    return Tool.run("data", "convert", data, "--to", to, "--out", out());
  }

  @Test
  void masksBecomeObjectsAndMasksAgain() throws IOException {
    Path cells = TinyData.cells(base.resolve("cells"));
    Tool tool = convert(cells, "masks");
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(
        List.of("background", "foreground"), TextFiles.lines(out().resolve("classes.txt")));
    assertEquals(List.of("0", "1", "2", "3"), TextFiles.lines(out().resolve("train.txt")));
    assertEquals(List.of("val_0", "val_1"), TextFiles.lines(out().resolve("val.txt")));
    assertEquals(
        "warning: 2 images have the name of another and get one of their own, the first is "
            + cells.resolve("val/images/0.png")
            + ", now 'val_0'",
        tool.err().lines().skip(1).findFirst().orElseThrow());
    assertTrue(
        tool.err()
            .endsWith(
                "6 images (4 training, 2 validation) in "
                    + out()
                    + ": images/, masks/NAME.png, classes.txt, train.txt, val.txt, test.txt\n"),
        tool.err());
  }

  @Test
  void masksBesideBoxesAreNotLeftOutInSilence() throws IOException {
    Path cells = TinyData.cells(base.resolve("cells"));
    Path voc = base.resolve("voc");
    assertEquals(0, Tool.run("data", "convert", cells, "--to", "voc", "--out", voc).exitCode());
    Tool tool = convert(voc, "yolo");
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(
        tool.err()
            .contains(
                "warning: masks as voc-masks has them are there, too, and left alone: --format"
                    + " voc-masks takes them instead\n"),
        tool.err());
    JsonNode reports =
        new ObjectMapper()
            .readTree(Tool.run("data", "inspect", voc, "--json", "--pictures", 0).out());
    assertEquals(
        List.of("voc", "voc-masks"),
        List.of(reports.get(0).get("format").asText(), reports.get(1).get("format").asText()));
  }

  @Test
  void whatItWritesTrains() throws IOException {
    assertEquals(0, convert(TinyData.cells(base.resolve("cells")), "coco").exitCode());
    Tool tool = Tool.train(out(), "--out", base.resolve("run"));
    assertEquals(0, tool.exitCode(), tool.err());
  }

  @Test
  void anUnknownLayoutIsAnsweredWithTheNearest() throws IOException {
    Tool tool = convert(TinyData.objects(base.resolve("objects")), "cocoo");
    assertEquals(2, tool.exitCode());
    assertMessage(
        "there is no writer cocoo (did you mean coco?); writers are coco, labelme, masks, voc,"
            + " yolo",
        tool);
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path objects = TinyData.objects(base.resolve("objects"));
    Files.createDirectories(out());
    Files.writeString(out().resolve("mine.txt"), "");
    Tool tool = convert(objects, "coco");
    assertEquals(2, tool.exitCode());
    assertMessage("--out " + out() + " is not empty; name a folder that is new or empty", tool);
    Tool file =
        Tool.run("data", "convert", objects, "--to", "coco", "--out", out().resolve("mine.txt"));
    assertMessage("--out " + out().resolve("mine.txt") + " is a file, must be a folder", file);
  }

  @Test
  void damagedDataAreNamedBeforeAnythingIsWritten() throws IOException {
    Path objects = TinyData.objects(base.resolve("objects"));
    Path json = objects.resolve("instances_train.json");
    Files.writeString(json, Files.readString(json).substring(0, 300));
    Tool tool = convert(objects, "yolo");
    assertEquals(2, tool.exitCode());
    assertMessage(json + ": is cut off, in...", tool);
    assertTrue(Files.notExists(out()));
  }

  @Test
  void boxesAreNoMasks() throws IOException {
    Path objects = TinyData.objects(base.resolve("objects"));
    Tool tool =
        Tool.run("data", "convert", objects, "--format", "coco", "--to", "masks", "--out", out());
    assertEquals(2, tool.exitCode());
    assertMessage("the coco annotations in " + objects + " have no masks or outlines", tool);
  }

  @Test
  void theCommandAboveSaysWhatIsMissing() {
    assertMessage("what to do with the data is missing: ...", Tool.run("data"));
  }

  @Test
  void optionsOfDataHold() throws IOException {
    Path cells = TinyData.cells(base.resolve("cells"));
    Path map = Files.writeString(base.resolve("map.txt"), "0 = background\n255 = cell\n");
    Tool tool =
        Tool.run(
            "data",
            "convert",
            cells,
            "--to",
            "masks",
            "--out",
            out(),
            "--class-map",
            map,
            "--images",
            "val/images/*.png",
            "--masks",
            "val/labels/{name}.png");
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(List.of("background", "cell"), TextFiles.lines(out().resolve("classes.txt")));
    assertEquals(List.of("0", "1"), TextFiles.lines(out().resolve("val.txt")));
    assertTrue(Files.notExists(out().resolve("train.txt")));
  }

  @Test
  void strictRefusesRepairsBeforeAnythingIsWritten() throws IOException {
    Path objects = TinyData.objects(base.resolve("objects"));
    Path json = objects.resolve("instances_train.json");
    Files.writeString(
        json, Files.readString(json).replaceFirst("\"bbox\": \\[", "\"bbox\": [-100"));
    Tool tool = Tool.run("data", "convert", objects, "--to", "voc", "--out", out(), "--strict");
    assertEquals(2, tool.exitCode());
    assertTrue(tool.err().endsWith("; strict allows none\n"), tool.err());
    assertTrue(Files.notExists(out()));
  }
}

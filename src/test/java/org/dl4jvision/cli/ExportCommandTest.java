package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.export.runtime.OnnxModel;
import org.dl4jvision.io.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs as files of ONNX, and predictions with these. */
class ExportCommandTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path cells;
  private static Path objects;
  private static Path cellRun;
  private static Path objectRun;

  @BeforeAll
  static void train() throws IOException {
    cells = Tool.data(shared.resolve("cells"));
    cellRun = shared.resolve("cell-run");
    Tool first = Tool.train(cells, "--epochs", 2, "--out", cellRun);
    assertEquals(0, first.exitCode(), first.err());
    objects = TinyData.objects(shared.resolve("objects"));
    objectRun = shared.resolve("object-run");
    Tool second =
        Tool.run(
            "train",
            "detection",
            "--data",
            objects,
            "--image-size",
            64,
            "--batch-size",
            3,
            "--epochs",
            1,
            "--out",
            objectRun);
    assertEquals(0, second.exitCode(), second.err());
  }

  private Path export(Path run, Object... more) {
    Path file = folder.resolve("model.onnx");
    Tool tool = Tool.run(arguments(List.of("export", run, "--out", file), more));
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.err().contains("checked with ONNX Runtime"), tool.err());
    return file;
  }

  private static Object[] arguments(List<Object> first, Object... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toArray();
  }

  private Path predict(Object... arguments) {
    Path out = folder.resolve("out" + arguments.length);
    Tool tool = Tool.run(arguments(List.of("predict", "--out", out), arguments));
    assertEquals(0, tool.exitCode(), tool.err());
    return out;
  }

  @Test
  void masksAreThoseOfTheRun() {
    Path images = cells.resolve("val/images");
    Path file = export(cellRun);
    Path run = predict(cellRun, images);
    Path model = predict("--model", file, images);
    Path tiles = predict("--model", file, "--input", images, "--tile", 16);
    for (Path image : ImageFiles.list(images)) {
      String mask = "masks/" + image.getFileName();
      int[] expected = ImageFiles.readMask(run.resolve(mask)).codes();
      assertArrayEquals(expected, ImageFiles.readMask(model.resolve(mask)).codes());
      assertEquals(expected.length, ImageFiles.readMask(tiles.resolve(mask)).codes().length);
    }
  }

  @Test
  void detectionsAreThoseOfTheRun() {
    Path images = objects.resolve("val");
    Path file = export(objectRun, "--suppress");
    List<?> expected = detections(predict(objectRun, images));
    List<?> found = detections(predict("--model", file, images));
    assertTrue(!expected.isEmpty(), "there is something to compare");
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(number(expected.get(i), "score"), number(found.get(i), "score"), 1e-4);
      assertEquals(number(expected.get(i), "image_id"), number(found.get(i), "image_id"));
    }
  }

  private static List<?> detections(Path out) {
    return JsonFile.read(out.resolve("detections.json"), List.class);
  }

  private static double number(Object detection, String name) {
    return ((Number) ((Map<?, ?>) detection).get(name)).doubleValue();
  }

  @Test
  void metadataSaysHowImagesBecomeInput() {
    try (OnnxModel model = OnnxModel.open(export(cellRun))) {
      Map<String, String> metadata = model.metadata();
      assertEquals("segmentation", metadata.get("task"));
      assertEquals("per_image", metadata.get("normalization"));
      assertEquals("none", metadata.get("resize"));
      assertEquals("4", metadata.get("multiple_of"));
      assertEquals("1", metadata.get("channels"));
      assertTrue(metadata.get("class_names").contains("foreground"), metadata::toString);
    }
    try (OnnxModel model = OnnxModel.open(export(objectRun, "--decode"))) {
      assertEquals(List.of("output", "boxes", "scores"), model.outputs());
      assertEquals("letterbox", model.metadata().get("resizing"));
      assertEquals("64", model.metadata().get("image_width"));
    }
  }

  private void assertRefused(int code, String message, Object... arguments) {
    Tool tool = Tool.run(arguments);
    assertEquals(code, tool.exitCode(), tool.err());
    assertEquals(1, tool.err().lines().count(), tool.err());
    Tool.assertMessage(message, tool);
  }

  @Test
  void refusesWhatCannotBe() throws IOException {
    Path out = folder.resolve("model.onnx");
    assertRefused(
        2,
        "size is big; allowed: WIDTHxHEIGHT, such as 640x480",
        "export",
        cellRun,
        "--out",
        out,
        "--size",
        "big");
    assertRefused(
        2,
        "size is 33x31; allowed: multiples of ...",
        "export",
        cellRun,
        "--out",
        out,
        "--size",
        "33x31");
    assertRefused(
        2,
        "output 'output' cannot be decoded: only that of a detector can",
        "export",
        cellRun,
        "--out",
        out,
        "--decode");
    assertRefused(
        2,
        "model is " + folder + "; allowed: a file, not a folder",
        "export",
        cellRun,
        "--out",
        folder);
    assertTrue(Files.notExists(out));
    Path none = Files.writeString(folder.resolve("none.onnx"), "no model");
    assertRefused(
        2,
        "file " + none + ": is no model that ONNX Runtime can run: ...",
        "predict",
        "--model",
        none,
        cells,
        "--out",
        folder.resolve("out"));
    assertRefused(
        2,
        "model is " + out + "; allowed: a file of ONNX",
        "predict",
        "--model",
        out,
        cells,
        "--out",
        folder.resolve("out"));
  }

  @Test
  void aModelOfOneSizeIsSo() {
    try (OnnxModel model = OnnxModel.open(export(cellRun, "--size", "48x32"))) {
      assertEquals(List.of("input"), model.inputs());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void tellsWhereNothingCanBeWritten() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(locked), "nothing is locked for this user");
    Path out = locked.resolve("model.onnx");
    assertRefused(5, "cannot write " + out + ": access is denied", "export", cellRun, "--out", out);
  }
}

package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Painter;
import org.dl4jvision.data.Painter.Shape;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.data.export.LabeledImage;
import org.dl4jvision.data.export.LabeledObject;
import org.dl4jvision.data.export.SeenImage;
import org.dl4jvision.io.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions as annotations that tools open. */
@TestInstance(Lifecycle.PER_CLASS)
class PredictWriteTest {

  @TempDir private static Path base;

  private Path cells;
  private Path objects;
  private Path cellRun;
  private Path objectRun;

  @BeforeAll
  void train() throws IOException {
    cells = TinyData.cells(base.resolve("cells"));
    cellRun = base.resolve("cell-run");
    Tool first = Tool.train(cells, "--out", cellRun);
    assertEquals(0, first.exitCode(), first.err());
    objects = TinyData.objects(base.resolve("objects"));
    objectRun = base.resolve("object-run");
    Tool second =
        Tool.run(
            "train",
            "detection",
            "--data",
            objects,
            "--out",
            objectRun,
            "--epochs",
            1,
            "--image-size",
            64,
            "--batch-size",
            2);
    assertEquals(0, second.exitCode(), second.err());
  }

  private static Tool predict(Path run, Path images, Path out, String writer) {
    return Tool.run("predict", run, images, "--out", out, "--write", writer);
  }

  private static List<LabeledImage> read(Path folder, Part part) {
    return SeenImage.open(folder, null, Set.of(part)).images();
  }

  @ParameterizedTest
  @ValueSource(strings = {"coco", "labelme", "voc", "yolo"})
  void masksComeAsOutlines(String writer) {
    Path out = base.resolve("cells-" + writer);
    Path images = cells.resolve("val/images");
    Tool tool = predict(cellRun, images, out, writer);
    assertEquals(0, tool.exitCode(), tool.err());
    for (LabeledImage image : read(out.resolve(writer), Part.OBJECTS)) {
      ImageSize size = image.size();
      int[] mask = ImageFiles.readMask(out.resolve("masks/" + image.name() + ".png")).codes();
      if (writer.equals("voc")) {
        List<LabeledImage> maps = read(out.resolve(writer), Part.CLASS_MAPS);
        LabeledImage map =
            maps.stream().filter(one -> one.name().equals(image.name())).findFirst().orElseThrow();
        assertArrayEquals(mask, painted(map.classMap().orElseThrow().get()));
      } else {
        List<Shape> shapes = new ArrayList<>();
        for (LabeledObject object : image.objects().get()) {
          shapes.add(new Shape(object.outline().orElseThrow(), object.classIndex() + 1));
        }
        assertArrayEquals(mask, painted(Painter.paint(size, shapes)));
      }
    }
    assertEquals(ImageFiles.list(images).size(), read(out.resolve(writer), Part.OBJECTS).size());
  }

  /** As masks of two classes are written. */
  private static int[] painted(byte[] map) {
    int[] values = new int[map.length];
    for (int p = 0; p < values.length; p++) {
      values[p] = 255 * map[p];
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"coco", "labelme", "voc", "yolo"})
  void boxesComeWithTheirClasses(String writer) {
    Path out = base.resolve("objects-" + writer);
    Tool tool = predict(objectRun, objects.resolve("val"), out, writer);
    assertEquals(0, tool.exitCode(), tool.err());
    List<?> detections = JsonFile.read(out.resolve("detections.json"), List.class);
    long shown =
        detections.stream()
            .map(one -> ((Number) ((Map<?, ?>) one).get("score")).doubleValue())
            .filter(score -> score >= 0.3)
            .count();
    // Where no box is sure enough, no object is read, and no class is known to LabelMe's files.
    if (shown > 0 || !writer.equals("labelme")) {
      List<LabeledImage> images = read(out.resolve(writer), Part.OBJECTS);
      assertEquals(3, images.size());
      assertEquals(shown, images.stream().mapToLong(image -> image.objects().get().size()).sum());
    }
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException {
    Path out = base.resolve("again");
    Path corrected = out.resolve("labelme/mine.json");
    Files.createDirectories(corrected.getParent());
    Files.writeString(corrected, "mine");
    Tool tool = predict(cellRun, cells.resolve("val/images"), out, "labelme");
    assertEquals(2, tool.exitCode());
    assertMessage(
        "folder " + corrected.getParent() + " is not empty; name a folder that is new or empty",
        tool);
    assertEquals("mine", Files.readString(corrected));
    assertTrue(Files.notExists(out.resolve("masks")));
  }

  @Test
  void masksAreWrittenAnyway() {
    Tool tool = predict(cellRun, cells.resolve("val/images"), base.resolve("none"), "masks");
    assertEquals(2, tool.exitCode());
    assertMessage("write is masks; allowed: coco, labelme, voc, yolo", tool);
    assertMessage(
        "there is no writer labelm (did you mean labelme?); writers are coco, labelme, masks, voc,"
            + " yolo",
        predict(cellRun, cells.resolve("val/images"), base.resolve("none"), "labelm"));
  }
}

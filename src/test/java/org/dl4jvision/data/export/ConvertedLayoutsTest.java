package org.dl4jvision.data.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dl4jvision.Shared;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.LayoutTruth;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.io.TextFiles;
import org.dl4jvision.io.coco.CocoFile;
import org.dl4jvision.io.coco.CocoObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets as usual tools write them, converted, against what they mean. */
class ConvertedLayoutsTest {

  private static final int VOID = 255;

  @TempDir private Path base;

  private Path out() {
    return base.resolve("out");
  }

  /** Polygons were taken around the discs of the truth: the border pixels may differ. */
  @ParameterizedTest
  @CsvSource({
    "carvana, 0",
    "cityscapes, 0",
    "coco_segmentation, 1",
    "cvat_masks, 0",
    "image_label, 0",
    "labelme, 1",
    "nnunet, 0",
    "supervisely, 1",
    "voc, 0",
    "voc, 0",
    "yolo_segmentation, 1"
  })
  void masksAreTheTruth(String layout, int border) {
    Path folder = Shared.layouts("segmentation/" + layout);
    SeenImage.convert(folder.resolve("data"), null, "masks", out());
    Path truth = folder.resolve("truth");
    List<String> written = TextFiles.lines(out().resolve("classes.txt"));
    List<String> names =
        Files.exists(truth.resolve("classes.txt"))
            ? TextFiles.lines(truth.resolve("classes.txt"))
            : written;
    assertEquals(new TreeSet<>(names), new TreeSet<>(written));
    List<Path> masks = ImageFiles.list(truth.resolve("masks"));
    assertEquals(stems(masks), stems(ImageFiles.list(out().resolve("masks"))));
    assertEquals(stems(masks), stems(ImageFiles.list(out().resolve("images"))));
    for (Path file : masks) {
      Mask expected = ImageFiles.readMask(file);
      Mask mask = ImageFiles.readMask(out().resolve("masks").resolve(file.getFileName()));
      assertEquals(expected.height(), mask.height());
      assertEquals(expected.width(), mask.width());
      for (int p = 0; p < mask.codes().length; p++) {
        int code = mask.codes()[p];
        int value = code == VOID ? VOID : names.indexOf(written.get(code));
        assertTrue(
            LayoutTruth.isNear(expected, p, value, border), file.getFileName() + " at pixel " + p);
      }
    }
    assertSplits(truth);
  }

  private static List<String> stems(List<Path> files) {
    return files.stream().map(ImageFiles::stem).toList();
  }

  /** The lists are those of the truth where it states splits. */
  private void assertSplits(Path truth) {
    Path file = truth.resolve("splits.json");
    if (Files.exists(file)) {
      Map<String, List<String>> splits = new TreeMap<>();
      for (Split split : Split.values()) {
        String name = split.names().get(0);
        Path list = out().resolve(name + ".txt");
        if (Files.exists(list)) {
          splits.put(name, TextFiles.lines(list).stream().sorted().toList());
        }
      }
      assertEquals(readSplits(file), splits);
    }
  }

  private static Map<String, List<String>> readSplits(Path file) {
    Map<String, List<String>> splits = new TreeMap<>();
    read(file)
        .forEach(
            (split, images) ->
                splits.put(split, images.stream().map(String.class::cast).sorted().toList()));
    return splits;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, List<Object>> read(Path file) {
    return JsonFile.read(file, Map.class);
  }

  /** Boxes agree within a pixel. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create_ml",
        "cvat_xml",
        "darknet_cvat",
        "kitti",
        "label_studio",
        "open_images",
        "tensorflow_csv",
        "vott_json",
        "yolo_roboflow"
      })
  void boxesAreTheTruth(String layout) {
    Path folder = Shared.layouts("detection/" + layout);
    SeenImage.convert(folder.resolve("data"), null, "coco", out());
    Path truth = folder.resolve("truth");
    Map<String, List<Object>> boxes = new LinkedHashMap<>(read(truth.resolve("boxes.json")));
    Map<String, List<String>> splits = new TreeMap<>();
    for (Split split : Split.values()) {
      String name = split.names().get(0);
      Path json = out().resolve("annotations/instances_" + name + ".json");
      if (Files.exists(json)) {
        splits.put(name, assertBoxes(CocoFile.readWithOutlines(json), boxes));
      }
    }
    assertEquals(Map.of(), boxes);
    Path stated = truth.resolve("splits.json");
    if (Files.exists(stated)) {
      assertEquals(readSplits(stated), splits);
    }
  }

  /** Takes the boxes of a file's images out of the truth; returns the images. */
  private List<String> assertBoxes(CocoFile file, Map<String, List<Object>> boxes) {
    List<String> images = new ArrayList<>();
    for (int i = 0; i < file.images().size(); i++) {
      String fileName = file.images().get(i).fileName();
      assertTrue(Files.exists(out().resolve("images").resolve(fileName)), fileName);
      String image = ImageFiles.stem(fileName);
      images.add(image);
      List<Object> left = new ArrayList<>(boxes.remove(image));
      for (CocoObject object : file.annotations().on(i)) {
        String name = file.categories().get(file.annotations().category(object)).name();
        Box found =
            new Box(
                object.left(),
                object.top(),
                object.left() + object.width(),
                object.top() + object.height());
        assertTrue(
            object.crowd() || left.removeIf(box -> LayoutTruth.isNear((List<?>) box, name, found)),
            () -> image + ": " + object + " of " + left);
      }
      assertEquals(List.of(), left, image);
    }
    return images.stream().sorted().toList();
  }
}

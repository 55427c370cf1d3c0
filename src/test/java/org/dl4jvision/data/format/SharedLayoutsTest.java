package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dl4jvision.Shared;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.io.TextFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets as usual tools and public sets write them, against what they mean. */
class SharedLayoutsTest {

  /** Polygons were taken around the discs of the truth: the border pixels may differ. */
  @ParameterizedTest
  @CsvSource({
    "carvana, masks, EXACT",
    "cityscapes, cityscapes, EXACT",
    "coco_segmentation, coco, BORDER",
    "cvat_masks, voc-masks, EXACT",
    "image_label, masks, EXACT",
    "labelme, labelme, BORDER",
    "nnunet, nnunet, EXACT",
    "supervisely, supervisely, BORDER",
    "voc, voc-masks, EXACT",
    "yolo_segmentation, yolo, BORDER"
  })
  void masksAreTheTruth(String layout, String format, String exactness) {
    Path folder = Shared.layouts("segmentation/" + layout);
    FolderSegmentationDataset data =
        FolderSegmentationDataset.builder(folder.resolve("data")).require().build();
    assertEquals(format, data.format().name());
    List<String> names = new ArrayList<>(data.classNames());
    Path classes = folder.resolve("truth/classes.txt");
    if (Files.exists(classes)) {
      names = TextFiles.lines(classes);
      assertEquals(new TreeSet<>(names), new TreeSet<>(data.classNames()));
    }
    int images = 0;
    for (Split split : Split.values()) {
      for (int i = 0; i < data.size(split); i++, images++) {
        SegmentationSample sample = data.get(split, i);
        Mask truth = ImageFiles.readMask(folder.resolve("truth/masks/" + sample.name() + ".png"));
        assertEquals(truth.height(), sample.height());
        assertEquals(truth.width(), sample.width());
        int[] read = new int[truth.codes().length];
        for (int p = 0; p < read.length; p++) {
          int value = Byte.toUnsignedInt(sample.labels()[p]);
          read[p] = value == 255 ? value : names.indexOf(data.classNames().get(value));
        }
        int border = exactness.equals("BORDER") ? 1 : 0;
        for (int p = 0; p < read.length; p++) {
          assertTrue(
              LayoutTruth.isNear(truth, p, read[p], border),
              sample.name() + " at " + p % truth.width() + ", " + p / truth.width());
        }
      }
    }
    assertEquals(ImageFiles.list(folder.resolve("truth/masks")).size(), images);
    assertSplits(folder, data);
  }

  /** Boxes agree within a pixel. */
  @ParameterizedTest
  @CsvSource({
    "create_ml, create-ml",
    "cvat_xml, cvat",
    "darknet_cvat, yolo",
    "kitti, kitti",
    "label_studio, label-studio",
    "open_images, open-images",
    "tensorflow_csv, tensorflow-csv",
    "vott_json, vott",
    "yolo_roboflow, yolo"
  })
  void boxesAreTheTruth(String layout, String format) {
    Path folder = Shared.layouts("detection/" + layout);
    FolderDetectionDataset data =
        FolderDetectionDataset.builder(folder.resolve("data")).require().build();
    assertEquals(format, data.format().name());
    Map<String, List<List<Object>>> truth = read(folder.resolve("truth/boxes.json"));
    for (Split split : Split.values()) {
      for (int i = 0; i < data.size(split); i++) {
        String image = data.imageName(split, i);
        List<List<Object>> left = new ArrayList<>(truth.remove(image));
        for (ObjectBox object : data.objects(split, i)) {
          String name = data.classNames().get(object.classIndex());
          assertTrue(
              object.ignored() || left.removeIf(box -> LayoutTruth.isNear(box, name, object.box())),
              image + ": " + name + " " + object.box() + " of " + left);
        }
        assertEquals(List.of(), left, image);
      }
    }
    assertEquals(Map.of(), truth);
    assertSplits(folder, data);
  }

  private static void assertSplits(Path folder, Dataset<?> data) {
    Path file = folder.resolve("truth/splits.json");
    if (Files.exists(file)) {
      Map<String, List<String>> truth = read(file);
      for (Split split : Split.values()) {
        List<String> images = new ArrayList<>();
        for (int i = 0; i < data.size(split); i++) {
          images.add(data.imageName(split, i));
        }
        assertEquals(
            new TreeSet<>(truth.getOrDefault(split.names().get(0), List.of())),
            new TreeSet<>(images));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Map<String, T> read(Path file) {
    return JsonFile.read(file, Map.class);
  }
}

package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.Shared;
import org.dl4jvision.check.Damage;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets with a damaged file among their annotations: each is read, or refused by name. */
class DamagedLayoutsTest {

  private static final int FILES = 25;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path root;

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Annotations, and of images the masks where there are no other annotations. */
  private List<Path> annotations(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      List<Path> texts = all.stream().filter(file -> !ImageFiles.isImage(file)).toList();
      return texts.isEmpty() ? all : texts;
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "segmentation/carvana",
    "segmentation/cityscapes",
    "segmentation/coco_segmentation",
    "segmentation/cvat_masks",
    "segmentation/image_label",
    "segmentation/labelme",
    "segmentation/nnunet",
    "segmentation/supervisely",
    "segmentation/voc",
    "segmentation/yolo_segmentation",
    "detection/create_ml",
    "detection/cvat_xml",
    "detection/darknet_cvat",
    "detection/kitti",
    "detection/label_studio",
    "detection/open_images",
    "detection/tensorflow_csv",
    "detection/vott_json",
    "detection/yolo_roboflow"
  })
  void areReadOrRefusedByName(String layout) throws IOException {
    Path folder = root.resolve("data");
    copy(Shared.layouts(layout).resolve("data"), folder);
    boolean objects = layout.startsWith("detection");
    List<Path> files = annotations(folder);
    assertTrue(!files.isEmpty());
    Damage damage = new Damage(layout);
    for (int i = 0; i < Damage.files(FILES); i++) {
      Path file = damage.any(files);
      byte[] sound = Files.readAllBytes(file);
      // One byte a letter: also what is no UTF-8 stays as it is.
      Files.write(
          file,
          ImageFiles.isImage(file)
              ? damage.bytes(sound)
              : damage
                  .text(new String(sound, StandardCharsets.ISO_8859_1))
                  .getBytes(StandardCharsets.ISO_8859_1));
      assertTimeoutPreemptively(
          LIMIT, () -> damage.read(folder.toString(), () -> readAll(folder, objects)), layout);
      Files.write(file, sound);
    }
  }

  private static void readAll(Path folder, boolean objects) {
    Dataset<?> data =
        objects
            ? FolderDetectionDataset.builder(folder).require().build()
            : FolderSegmentationDataset.builder(folder).require().build();
    for (Split split : Split.values()) {
      for (int i = 0; i < data.size(split); i++) {
        data.get(split, i);
      }
    }
  }
}

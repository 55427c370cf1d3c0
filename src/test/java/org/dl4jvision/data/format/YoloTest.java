package org.dl4jvision.data.format;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YoloTest {

  @TempDir Path root;

  private DetectionFolder folder;

  @BeforeEach
  void createFolder() {
    folder = new DetectionFolder(root.resolve("birds"));
    for (String split : List.of("train", "val")) {
      for (String name : List.of("a", "b")) {
        folder.image("images/" + split + "/" + name + ".png");
      }
      folder.text("labels/" + split + "/a.txt", "1 0.5 0.5 0.25 0.2\n");
    }
  }

  @Test
  void readsBoxesAndPolygonsAsSharesOfTheImage() {
    folder.text("data.yaml", "train: ../train/images\nnc: 2\nnames: ['duck', \"swan\"]\n");
    folder.text("labels/train/a.txt", "1 0.5 0.5 0.25 0.2\n\n0 0.1 0.2 0.5 0.1 0.4 0.9 0.25 0.3\n");

    FolderDetectionDataset data = folder.read();

    assertEquals("yolo", data.format().name());
    assertEquals(List.of("duck", "swan"), data.classNames());
    List<ObjectBox> objects = data.objects(Split.TRAIN, 0);
    assertEquals(2, objects.size());
    assertEquals(new ObjectBox(new Box(15, 12, 25, 18), 1, false), objects.get(0));
    Box bounds = objects.get(1).box();
    assertEquals(4, bounds.left(), 1e-9);
    assertEquals(3, bounds.top(), 1e-9);
    assertEquals(20, bounds.right(), 1e-9);
    assertEquals(27, bounds.bottom(), 1e-9);
    assertEquals(List.of(), data.objects(Split.TRAIN, 1), "no file, no objects");
    assertEquals(2, data.size(Split.VALIDATION));
  }

  @Test
  void numbersClassesWithoutNames() {
    folder.text("labels/train/a.txt", "11 0.5 0.5 0.25 0.2\n2 0.5 0.5 0.25 0.2\n");

    List<String> names = folder.read().classNames();

    assertEquals(12, names.size());
    assertEquals("10", names.get(10));
  }

  @Test
  void takesNamesFromAMap() {
    folder.text("data.yaml", "names:\n  1: swan\n  0: duck\n");
    assertEquals(List.of("duck", "swan"), folder.read().classNames());

    folder.text("data.yaml", "names:\n  1: swan\n  3: duck\n");
    folder.assertRefused("data.yaml: the keys of 'names' must be 0 to 1");

    folder.text("data.yaml", "names: [duck, \n");
    folder.assertRefused("data.yaml: not YAML, line ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 0.5 0.5 0.1 0.1 | is of class 2, which is not declared: there are 2 classes, from 0",
        "-1 0.5 0.5 0.1 0.1 | is of class -1, which is not declared",
        "0 0.5 0.5 0.1 | must have 4 numbers after the class",
        "0 0.5 0.5 0.1 0.1 0.9 0.2 0.3 | may be a polygon, or a box with more behind it",
        "duck 0.5 0.5 0.1 0.1 | must be a class index and numbers",
        "0 0.5 0.5 0.1 wide | must be a class index and numbers",
        "0 0.5 NaN 0.1 0.1 | has a coordinate that is not a finite number",
        "0 0.5 0.5 -0.1 0.1 | has reversed corners",
      })
  void refusesBadObjects(String line, String message) {
    folder.text("classes.txt", "duck\nswan\n");
    folder.text("labels/train/a.txt", "0 0.5 0.5 0.1 0.1\n" + line);

    folder.assertRefused("labels/train/a.txt: object 2", message);
  }

  @Test
  void refusesLabelsWithoutImage() {
    folder.text("labels/val/c.txt", "");

    folder.assertRefused("labels/val/c.txt: there is no image 'c'", "images/val");
  }

  @Test
  void takesOtherLayouts() {
    folder = new DetectionFolder(root.resolve("export"));
    for (String split : List.of("train", "valid", "test")) {
      folder.image(split + "/images/a.png").text(split + "/labels/a.txt", "0 0.5 0.5 0.1 0.1");
    }
    assertEquals(1, folder.read().size(Split.TEST));

    folder = new DetectionFolder(root.resolve("lists"));
    for (String name : List.of("a", "b")) {
      folder.image("images/" + name + ".png").text("labels/" + name + ".txt", "0 0.5 0.5 0.1 0.1");
    }
    folder.text("labels/classes.txt", "duck");
    folder.text("train.txt", "./images/b.png\n").text("val.txt", "images\\a.png\n");
    FolderDetectionDataset data = folder.read();
    assertEquals("b", data.imageName(Split.TRAIN, 0));
    assertEquals("a", data.imageName(Split.VALIDATION, 0));
    assertEquals(List.of("duck"), data.classNames());
  }

  @Test
  void saysWhatIsExpectedWhereNothingIsFound() {
    folder = new DetectionFolder(root.resolve("none"));
    folder.assertRefused("no such folder: ");
    folder.text("readme.md", "nothing");
    assertEquals(
        "no boxes or outlines found in "
            + folder.root()
            + " (1 .md); formats are "
            + formats()
            + ": name one to be told what it expects",
        folder.assertRefused());
  }

  private static String formats() {
    return AnnotationFormats.with(FolderDetectionDataset.CONTENTS).stream()
        .map(AnnotationFormat::name)
        .collect(joining(", "));
  }

  @Test
  void refusesDataWithoutAnyObject() {
    for (String name : List.of("train/a", "train/b", "val/a", "val/b")) {
      folder.text("labels/" + name + ".txt", "");
    }
    assertEquals("no object on any image in " + folder.root(), folder.assertRefused());
  }

  @Test
  void moreEvidenceDecidesBetweenFormats() {
    folder.text("instances_train.json", "{\"images\": [");
    FolderDetectionDataset data = folder.read();
    assertEquals(
        "format: yolo (labels/train and 1 more; 4 of 4 image files),"
            + " also possible: coco (instances_train.json; 4 of 4 image files)",
        data.recognition().orElseThrow());
    folder.text(
        "instances_train.json",
        """
        {"images": [{"id": 1, "file_name": "images/train/a.png"}],
         "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}],
         "categories": [{"id": 1, "name": "duck"}]}
        """);
    assertEquals(
        "format: coco (instances_train.json; 4 of 4 image files),"
            + " also possible: yolo (labels/train and 1 more; 4 of 4 image files)",
        folder.builder().require(Split.TRAIN).build().recognition().orElseThrow());
  }

  @Test
  void refusesToGuessBetweenFormats() {
    for (String name : List.of("train/a", "val/a")) {
      folder.text("annotations/" + name + ".xml", "<annotation/>");
    }

    assertEquals(
        folder.root()
            + " may be voc (annotations/train and 1 more; 4 of 4 image files) or yolo (labels/train"
            + " and 1 more; 4 of 4 image files): name the format",
        folder.assertRefused());

    assertEquals(
        2,
        folder
            .builder()
            .format(AnnotationFormats.REGISTRY.get("yolo"))
            .build()
            .size(Split.VALIDATION));
    assertEquals(
        "no coco annotations in "
            + folder.root()
            + "; expected instances_train.json and instances_val.json, in the folder, in"
            + " annotations/ or beside the images",
        assertThrows(
                IllegalArgumentException.class,
                () -> folder.builder().format(AnnotationFormats.REGISTRY.get("coco")).build())
            .getMessage());
    assertEquals(
        "format masks has no boxes or outlines; formats that have are " + formats(),
        assertThrows(
                IllegalArgumentException.class,
                () -> folder.builder().format(AnnotationFormats.REGISTRY.get("masks")).build())
            .getMessage());
  }
}

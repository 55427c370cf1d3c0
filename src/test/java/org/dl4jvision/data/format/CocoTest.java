package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.io.coco.CocoId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoTest {

  private static final String IMAGES =
      "[{'id': 7, 'file_name': 'a.png', 'width': 40, 'height': 30},"
          + "{'id': 900100329323, 'file_name': 'b.png'}]";
  private static final String CATEGORIES =
      "[{'id': 90, 'name': 'dog', 'supercategory': 'animal'}, {'id': 3, 'name': 'cat'}]";

  @TempDir Path root;

  private DetectionFolder folder;

  @BeforeEach
  void createFolder() {
    folder = new DetectionFolder(root.resolve("zoo"));
    for (String file : List.of("train/a.png", "train/b.png", "val/a.png", "val/b.png")) {
      folder.image(file);
    }
    json("instances_val.json", "[]");
  }

  private DetectionFolder json(String file, String annotations) {
    return json(file, IMAGES, annotations, CATEGORIES);
  }

  private DetectionFolder json(String file, String images, String annotations, String categories) {
    return folder.text(
        file,
        String.format(
                "{'info': {'x': [1, {'y': 2}]},%n'annotations': %s,%n'images': %s,%n"
                    + "'categories': %s}",
                annotations, images, categories)
            .replace('\'', '"'));
  }

  private static String annotation(int id, long image, String box, int category) {
    return String.format(
        "{'id': %d, 'image_id': %d, 'bbox': %s, 'category_id': %d, 'iscrowd': 0, 'area': 1}",
        id, image, box, category);
  }

  @Test
  void mapsIdsWithGapsAndToleratesSegmentations() {
    String polygon = annotation(1, 7, "[1, 2.5, 10, 12]", 90);
    String crowd = annotation(2, 7, "[3, 4, 5, 6]", 3).replace("'iscrowd': 0", "'iscrowd': 1");
    json(
        "instances_train.json",
        "["
            + polygon.replace("'area': 1", "'segmentation': [[1, 2, 3, 4, 5, 6], []]")
            + ","
            + crowd.replace("'area': 1", "'segmentation': {'size': [30, 40], 'counts': [1, 2, 3]}")
            + "]");

    FolderDetectionDataset data = folder.read();

    assertEquals("coco", data.format().name());
    assertEquals(List.of("cat", "dog"), data.classNames());
    assertEquals(List.of(CocoId.of(3), CocoId.of(90)), data.categoryIds());
    assertEquals(2, data.size(Split.TRAIN));
    assertEquals(
        List.of(
            new ObjectBox(new Box(1, 2.5, 11, 14.5), 1, false),
            new ObjectBox(new Box(3, 4, 8, 10), 0, true)),
        data.objects(Split.TRAIN, 0));
    assertEquals(List.of(), data.objects(Split.TRAIN, 1));
    assertEquals(CocoId.of(7), data.imageId(Split.TRAIN, 0));
    assertEquals(CocoId.of(900100329323L), data.imageId(Split.TRAIN, 1));
    assertEquals(folder.root().resolve("train/a.png"), data.file(Split.TRAIN, 0));
    assertEquals(folder.root().resolve("val/a.png"), data.file(Split.VALIDATION, 0));
    assertEquals(List.of(), data.warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[5, 5, -1, 3] | 90 | annotation 12 (dog) has reversed corners",
        "[5, NaN, 1, 3] | 90 | annotation 12 (dog) has a coordinate that is not a finite number",
        "[5, 5, 1e999, 3] | 90 | annotation 12 (dog) has a coordinate that is not a finite number",
        "[5, 5, 3] | 90 | annotation 12 must have a bbox of 4 numbers",
        "[] | 90 | annotation 12 must have a bbox of 4 numbers",
        "null | 90 | annotation 12 must have a bbox of 4 numbers",
        "{} | 90 | annotation 12 must have a bbox of 4 numbers",
        "['1', 2, 3, 4] | 90 | annotation 12 has something else than numbers in its bbox",
        "[[1], 2, 3, 4] | 90 | annotation 12 has something else than numbers in its bbox",
        "[1, 2, 3, 4] | 4 | annotation 12 is of category 4, which is not declared",
      })
  void refusesBadAnnotations(String box, int category, String message) {
    json("instances_train.json", "[" + annotation(12, 7, box, category) + "]");

    folder.assertRefused("instances_train.json: " + message);
  }

  @Test
  void classesInAnotherOrderKeepTheirIds() {
    json("instances_train.json", "[]");

    List<String> names = List.of("dog", "cow", "cat", "ant");
    FolderDetectionDataset data = folder.builder().classNames(names).build();

    assertEquals(
        List.of(CocoId.of(90), CocoId.of(1), CocoId.of(3), CocoId.of(2)), data.categoryIds());
    assertEquals(names, data.classNames());
  }

  @Test
  void splitsMustNotContradictEachOther() {
    json("instances_train.json", IMAGES, "[]", CATEGORIES.replace("cat'", "cow'"));
    folder.assertRefused("instances_val.json: category 3 is 'cat', but 'cow' in ");

    json("instances_train.json", "[{'id': 1}]", "[]", CATEGORIES);
    folder.assertRefused("instances_train.json: image 1 has no file_name");
  }

  @Test
  void categoriesOfOneNameAreTwoClasses() {
    json("instances_val.json", IMAGES, "[]", CATEGORIES.replace("cat'", "dog'"));
    json(
        "instances_train.json",
        IMAGES,
        "[" + annotation(12, 7, "[1, 2, 3, 4]", 90) + "]",
        CATEGORIES.replace("cat'", "dog'"));

    FolderDetectionDataset data = folder.read();

    assertEquals(List.of("dog (3)", "dog (90)"), data.classNames());
    assertEquals(1, data.objects(Split.TRAIN, 0).get(0).classIndex());
    assertEquals(1, data.warnings().size());
  }

  @Test
  void passesOverDeepSegmentations() {
    String deep = "[".repeat(200_000) + "]".repeat(200_000);
    String annotation = annotation(1, 7, "[1, 2, 3, 4]", 3);
    json(
        "instances_train.json",
        "[" + annotation.replace("'area': 1", "'segmentation': " + deep) + "]");

    assertEquals(1, folder.read().objects(Split.TRAIN, 0).size());
  }

  @Test
  void refusesMissingImagesAndThoseOutsideOfTheFolder() {
    new DetectionFolder(root).image("secret.png");
    json("instances_train.json", IMAGES.replace("a.png", "missing.png"), "[]", CATEGORIES);
    folder.assertRefused("instances_train.json: image 7 is 'missing.png', which is not in");

    json("instances_train.json", IMAGES.replace("a.png", "../../secret.png"), "[]", CATEGORIES);
    folder.assertRefused("instances_train.json: image 7 is '../../secret.png', which is not in");

    String absolute = root.resolve("secret.png").toString();
    json("instances_train.json", IMAGES.replace("a.png", absolute), "[]", CATEGORIES);
    folder.assertRefused("instances_train.json: image 7 is '" + absolute);
  }

  @Test
  void findsOtherLayouts() {
    folder = new DetectionFolder(root.resolve("standard"));
    folder.image("train2017/a.png").image("train2017/b.png");
    folder.image("val2017/a.png").image("val2017/b.png");
    json("annotations/instances_train2017.json", "[]");
    json("annotations/instances_val2017.json", "[]");
    folder.text("annotations/captions_val2017.json", "{}");
    FolderDetectionDataset data = folder.read();
    assertTrue(data.file(Split.VALIDATION, 0).endsWith("val2017/a.png"));

    folder = new DetectionFolder(root.resolve("export"));
    for (String split : List.of("train", "valid", "test")) {
      folder.image(split + "/a.png").image(split + "/b.png");
      json(split + "/_annotations.coco.json", "[]");
    }
    data = folder.read();
    assertTrue(data.file(Split.TEST, 1).endsWith("test/b.png"));
    assertTrue(data.file(Split.VALIDATION, 1).endsWith("valid/b.png"));

    folder = new DetectionFolder(root.resolve("one"));
    folder.image("images/a.png").image("images/b.png").text("package.json", "{'a': 1}");
    json("labels.json", "[]");
    data = folder.read();
    assertEquals(1, data.size(Split.TRAIN));
    assertEquals(1, data.size(Split.VALIDATION));
  }

  @Test
  void warnsOfAnotherSize() {
    json("instances_train.json", IMAGES.replace("40", "80"), "[]", CATEGORIES);

    List<String> warnings = folder.read().warnings();

    assertEquals(1, warnings.size());
    assertTrue(
        warnings.get(0).contains("instances_train.json: says image 7 is 30x80, but "),
        warnings.get(0));
  }
}

package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.junit.jupiter.api.Test;

class PanopticFormatTest extends BaseJsonFormatTestCase {

  private static final String CATEGORIES =
      "'categories': [{'id': 7, 'name': 'dog', 'isthing': 1}, {'id': 9, 'name': 'sky', 'isthing':"
          + " 0}]}";

  @Override
  protected String name() {
    return "panoptic";
  }

  @Override
  protected String imageA() {
    return "train2017/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "annotations/panoptic_train2017.json";
  }

  private static String images(String... names) {
    StringBuilder images = new StringBuilder();
    for (String name : names) {
      images.append(images.isEmpty() ? "" : ", ");
      images.append("{'id': '%s', 'file_name': '%s.png'}".formatted(name, name));
    }
    return "{'images': [" + images + "], ";
  }

  private static String annotations(int category, Box box, String... names) {
    StringBuilder annotations = new StringBuilder();
    for (String name : names) {
      annotations.append(annotations.isEmpty() ? "" : ", ");
      annotations.append(
          ("{'image_id': '%s', 'file_name': '%s.png', 'segments_info': [{'id': 66051,"
                  + " 'category_id': %d, 'bbox': [%s, %s, %s, %s], 'iscrowd': 0},"
                  + " {'id': 5, 'category_id': 9}]}")
              .formatted(name, name, category, box.left(), box.top(), box.width(), box.height()));
    }
    return "'annotations': [" + annotations + "], ";
  }

  private static void write(DetectionFolder folder, String split, Box box, String... names) {
    for (String name : names) {
      folder.image(split + "/" + name + ".png");
      // 66051 = 3 + 256 * 2 + 65536 * 1, and 5.
      Masks.rgb(
          folder,
          "annotations/panoptic_" + split + "/" + name + ".png",
          Masks.box(box, 0x030201, 0x050000));
    }
    json(
        folder,
        "annotations/panoptic_" + split + ".json",
        images(names) + annotations(7, box, names) + CATEGORIES);
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    write(folder, "train2017", box, "a", "b");
    write(folder, "val2017", box, "c");
  }

  @Override
  protected List<Optional<Split>> splits() {
    return List.of(
        Optional.of(Split.TRAIN), Optional.of(Split.TRAIN), Optional.of(Split.VALIDATION));
  }

  private DetectionFolder with(String text) {
    return json(written(), annotationOfA(), text);
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    json(folder, annotationOfA(), images("a", "b") + annotations(8, BOX, "a", "b") + CATEGORIES);
    return true;
  }

  @Override
  protected String messageOfUnknownClass() {
    return "annotations[0].segments_info[0] is of category 8, which is not declared";
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    json(folder, annotationOfA(), images("a") + annotations(7, BOX, "a", "a") + CATEGORIES);
    return true;
  }

  @Test
  void pixelsAreOfTheClassOfTheirSegment() {
    DetectionFolder folder = written();
    Masks.rgb(
        folder,
        "annotations/panoptic_train2017/b.png",
        (x, y) -> y > 20 ? 0 : Masks.box(BOX, 0x030201, 0x050000).applyAsInt(x, y));
    FolderSegmentationDataset data = FolderSegmentationDataset.builder(folder.root()).build();
    assertEquals("panoptic", data.format().name());
    assertEquals(List.of("dog", "sky"), data.classNames());
    byte[] labels = data.get(Split.TRAIN, 1).labels();
    int width = DetectionFolder.WIDTH;
    assertEquals(
        List.of(0, 1, -1),
        List.of((int) labels[12 * width + 16], (int) labels[0], (int) labels[25 * width]));
  }

  /** Also without a list of images, and in a file of another name. */
  @Test
  void imagesAreCalledAsTheirMasks() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more")).image("images/a.jpg");
    Masks.rgb(folder, "masks/a.png", Masks.box(BOX, 0x030201, 0x050000));
    json(
        folder,
        "labels.json",
        "{'images': [], "
            + annotations(7, BOX, "a")
                .replace("'image_id': 'a', ", "")
                .replace("'iscrowd': 0", "'iscrowd': 1")
            + CATEGORIES);
    Annotations annotations = read(folder);
    AnnotatedImage image = annotations.images().get(0);
    assertEquals(folder.root().resolve("images/a.jpg"), image.file());
    assertEquals(Set.of(Flag.CROWD), image.objects().get(0).flags());
    assertEquals(BOX, image.objects().get(0).outline().orElseThrow().bounds());
  }

  /** COCO has both files in one folder: instances are boxes, and segments are pixels. */
  @Test
  void boxesAreThoseOfInstancesBesideIt() {
    DetectionFolder folder = written();
    for (String split : List.of("train2017 a b", "val2017 c")) {
      String[] words = split.split(" ", -1);
      json(
          folder,
          "annotations/instances_" + words[0] + ".json",
          images(Arrays.copyOfRange(words, 1, words.length))
              + "'annotations': [{'id': 1, 'image_id': '%s', 'category_id': 7, 'bbox': [1, 2, 3,"
                  .formatted(words[1])
              + " 4], 'segmentation': [[1, 2, 4, 2, 4, 6]]}], "
              + CATEGORIES);
    }
    assertEquals(
        "panoptic", FolderSegmentationDataset.builder(folder.root()).build().format().name());
    assertEquals("coco", FolderDetectionDataset.builder(folder.root()).build().format().name());
  }

  @Test
  void namesWhatIsWrong() {
    DetectionFolder folder = written();
    Masks.rgb(folder, "annotations/panoptic_train2017/b.png", (x, y) -> 0x070000);
    assertEquals(
        folder.root()
            + "/annotations/panoptic_train2017.json: annotations[1] does not list the segment 7,"
            + " which is in "
            + folder.root()
            + "/annotations/panoptic_train2017/b.png",
        assertThrows(
                IllegalArgumentException.class,
                () -> FolderSegmentationDataset.builder(folder.root()).build())
            .getMessage());
    String file = annotationOfA() + ": ";
    assertEquals(
        file
            + "annotations[0] is of 'z.png', which is not in "
            + folder.root()
            + "\n"
            + file
            + "categories[1].id is that of another category\n"
            + file
            + "categories[1] is called 'dog', as another is\n"
            + "annotations/panoptic_val2017.json: its categories are not those of "
            + annotationOfA()
            + "\n"
            + file
            + "annotations[0].segments_info must be a list, but is 1\n",
        refusals(
            folder,
            annotationOfA(),
            "{" + annotations(7, BOX, "z") + CATEGORIES,
            "{" + annotations(7, BOX, "a") + CATEGORIES.replace("9", "7"),
            "{" + annotations(7, BOX, "a") + CATEGORIES.replace("sky", "dog"),
            "{" + annotations(7, BOX, "a") + CATEGORIES.replace("sky", "sea"),
            "{'annotations': [{'file_name': 'a.png', 'segments_info': 1}], " + CATEGORIES));
  }
}

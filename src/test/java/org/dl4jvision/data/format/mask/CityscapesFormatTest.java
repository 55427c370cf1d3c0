package org.dl4jvision.data.format.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.junit.jupiter.api.Test;

class CityscapesFormatTest extends BaseFormatTestCase {

  private static final String IMAGE = "leftImg8bit/%s_leftImg8bit.png";
  private static final String MASK = "gtFine/%s_gtFine_%s.png";
  private static final List<String> IMAGES = List.of("train/aachen/a", "train/ulm/b", "val/ulm/c");

  @Override
  protected String name() {
    return "cityscapes";
  }

  @Override
  protected String imageA() {
    return IMAGE.formatted("train/aachen/a");
  }

  @Override
  protected String annotationOfA() {
    return MASK.formatted("train/aachen/a", "labelTrainIds");
  }

  @Override
  protected List<String> imageNames() {
    return List.of("a_leftImg8bit", "b_leftImg8bit", "c_leftImg8bit");
  }

  private static void write(DetectionFolder folder, Box box, String kind, int car, int other) {
    for (String image : IMAGES) {
      folder.image(IMAGE.formatted(image));
      Masks.gray(folder, MASK.formatted(image, kind), Masks.box(box, car, other));
    }
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    write(folder, box, "labelTrainIds", 13, 255);
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    Masks.gray(folder, annotationOfA(), Masks.box(BOX, 33, 0));
    return true;
  }

  @Override
  protected String messageOfUnknownClass() {
    return "has the value 33 (192 pixels), which is not in ";
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.image("gtFine/train/zurich/a_gtFine_labelTrainIds.png");
    return true;
  }

  @Test
  void namesOfTheClassesAreThoseOfTheirNumbers() {
    Annotations annotations = read(written());
    List<String> names = annotations.classNames().orElseThrow();
    assertEquals(19, names.size());
    assertEquals(
        List.of("road", "car", "bicycle"), List.of(names.get(0), names.get(13), names.get(18)));
    assertEquals(255, annotations.legend().orElseThrow().indices().get(255));
  }

  @Test
  void theBestKindOfMasksIsReadAndSaid() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    write(folder, BOX, "color", 0, 0);
    write(folder, BOX, "instanceIds", 0, 0);
    MaskLegend colors = read(folder).legend().orElseThrow();
    assertEquals(Optional.of("pole"), colors.className(ImageFiles.COLOR | 0x999999));
    assertEquals(Optional.of("car"), colors.className(ImageFiles.COLOR | 0x00008e));
    assertEquals(255, colors.indices().get(ImageFiles.COLOR));
    write(folder, BOX, "labelIds", 26, 4);
    Annotations ids = read(folder);
    assertEquals(Optional.of("car"), ids.legend().orElseThrow().className(26));
    assertEquals(13, ids.legend().orElseThrow().indices().get(26));
    assertEquals(255, ids.legend().orElseThrow().indices().get(18));
    assertEquals(List.of("the masks labelIds are read, color left alone"), ids.warnings());
    write(folder, BOX, "labelTrainIds", 13, 0);
    assertEquals(
        List.of("the masks labelTrainIds are read, labelIds and color left alone"),
        read(folder).warnings());
    Masks.gray(folder, "gtFine/test/bonn/d_gtFine_labelIds.png", (x, y) -> 0);
    folder.image(IMAGE.formatted("test/bonn/d"));
    assertEquals(
        List.of("labelIds", "d_leftImg8bit"),
        List.of(read(folder).warnings().get(0).split(" ")[2], read(folder).images().get(0).name()));
  }

  /** As CVAT writes them. */
  @Test
  void otherClassesAreSaidByTheirColors() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    write(folder, BOX, "labelIds", 1, 0);
    write(folder, BOX, "color", 0, 0);
    folder.text("label_colors.txt", "0 0 0 background\n0 124 134 elephant\n");
    Annotations annotations = read(folder);
    assertEquals(List.of("background", "elephant"), annotations.classNames().orElseThrow());
    assertEquals(List.of("the masks color are read, labelIds left alone"), annotations.warnings());
  }

  @Test
  void coarseMasksAreReadWhereThereIsNoFineOne() {
    DetectionFolder folder = written();
    for (String image : List.of("train/aachen/a", "train_extra/bonn/d")) {
      folder.image(IMAGE.formatted(image));
      folder.image("gtCoarse/" + image + "_gtCoarse_labelTrainIds.png");
    }
    folder.image(IMAGE.formatted("test/bonn/e"));
    Annotations annotations = read(folder);
    assertEquals(
        List.of("gtFine a TRAIN", "gtFine b TRAIN", "gtCoarse d TRAIN", "gtFine c VALIDATION"),
        annotations.images().stream()
            .map(
                image ->
                    folder.root().relativize(image.source()).getName(0)
                        + " "
                        + image.name().charAt(0)
                        + " "
                        + image.split().map(Split::name).orElse(""))
            .toList());
    assertEquals(
        List.of(
            "1 images have no mask and are left out, the first is "
                + folder.root().resolve(IMAGE.formatted("test/bonn/e"))),
        annotations.warnings());
  }

  @Test
  void imagesOfOneNameAreToldApartByTheirFolders() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    for (String split : List.of("train", "val")) {
      folder.image("imgsFine/leftImg8bit/" + split + "/1_leftImg8bit.png");
      folder.image("gtFine/" + split + "/1_gtFine_labelIds.png");
    }
    assertEquals(
        List.of("TRAIN", "VALIDATION"),
        read(folder).images().stream().map(image -> image.split().orElseThrow().name()).toList());
    folder.image("gtFine/1_gtFine_labelIds.png");
    assertEquals(
        folder.root()
            + "/gtFine/1_gtFine_labelIds.png: '"
            + folder.root()
            + "/gtFine/1_leftImg8bit' may be imgsFine/leftImg8bit/train/1_leftImg8bit.png or"
            + " imgsFine/leftImg8bit/val/1_leftImg8bit.png: state it with its folder\n",
        Refusals.messages(() -> read(folder)));
  }
}

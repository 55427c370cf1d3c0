package org.dl4jvision.data.format.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.junit.jupiter.api.Test;

class MotsFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "mots";
  }

  @Override
  protected String imageA() {
    return "train/images/0001/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "train/instances/0001/a.png";
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String image : List.of("train/%s/0001/a", "train/%s/0002/b", "val/%s/0003/c")) {
      folder.image(image.formatted("images") + ".png");
      Masks.gray16(folder, image.formatted("instances") + ".png", Masks.box(box, 2005, 0));
    }
    folder.text("train/labels.txt", "cat\ndog\n").text("val/labels.txt", "cat\ndog\n");
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    Masks.gray16(folder, annotationOfA(), Masks.box(BOX, 3001, 0));
    return true;
  }

  @Override
  protected String messageOfUnknownClass() {
    return "the value 3001 is of class 3, which is not declared; declared are 1 to 2: cat, dog";
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.image("train/instances/0001/a.tif");
    return true;
  }

  /** As KITTI has it: images elsewhere, two classes and areas to ignore. */
  @Test
  void areasToIgnoreAreIgnoredForEveryClass() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    for (String sequence : List.of("0000", "0001")) {
      folder.image("training/image_02/" + sequence + "/000000.png");
      Masks.gray16(
          folder,
          "instances/" + sequence + "/000000.png",
          (x, y) -> y < 3 ? 10000 : Masks.box(BOX, 1002, 0).applyAsInt(x, y));
    }
    folder.image("testing/image_02/0000/000000.png");
    Annotations annotations = read(folder);
    assertEquals(List.of("car", "pedestrian"), annotations.classNames().orElseThrow());
    assertEquals(
        List.of(
            "object 1002 (car) car []",
            "object 10000 (ignored) car [IGNORED]",
            "object 10000 (ignored) pedestrian [IGNORED]"),
        annotations.images().get(0).objects().stream()
            .map(object -> object.label() + " " + object.className() + " " + object.flags())
            .toList());
    assertEquals(
        List.of("training/image_02/0000/000000.png", "training/image_02/0001/000000.png"),
        annotations.images().stream()
            .map(image -> folder.root().relativize(image.file()).toString())
            .toList());
    assertEquals(Optional.of(Split.TRAIN), annotations.images().get(0).split());
    assertEquals(
        List.of(
            "1 images for testing have no mask and are left out, the first is "
                + folder.root()
                + "/testing/image_02/0000/000000.png"),
        annotations.warnings());
  }

  @Test
  void masksOfEightBitsAreOthers() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    folder.image("images/a.png").image("instances/a.png");
    assertEquals(Optional.empty(), format().find(DataFolder.of(folder.root())));
  }

  @Test
  void namesWhatIsWrong() {
    String root = base.resolve("data") + "/";
    assertEquals(
        root
            + "val/labels.txt: names other classes than "
            + root
            + "train/labels.txt, but all need the same\n"
            + root
            + "train/instances/0001/a.png: the value 7 is of class 0, which is not declared;"
            + " declared are 1 to 2: cat, dog\n",
        Refusals.messages(
            () -> read(written().text("val/labels.txt", "dog\ncat\n")),
            () -> {
              DetectionFolder folder = written();
              Masks.gray16(folder, annotationOfA(), Masks.box(BOX, 7, 0));
              read(folder);
            }));
  }
}

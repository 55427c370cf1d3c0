package org.dl4jvision.data.format.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.junit.jupiter.api.Test;

class ScienceBowlFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "dsb2018";
  }

  @Override
  protected String imageA() {
    return "stage1_train/a/images/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "stage1_train/a/masks/0f3a.png";
  }

  @Override
  protected String className() {
    return "foreground";
  }

  @Override
  protected List<Optional<Split>> splits() {
    return List.of(Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      String home = "stage1_train/" + name;
      folder.image(home + "/images/" + name + ".png");
      Masks.gray(folder, home + "/masks/0f3a.png", Masks.box(box, 255, 0));
    }
  }

  @Test
  void eachFileIsAnObject() {
    DetectionFolder folder = written();
    Masks.gray(folder, "stage1_train/b/masks/1c.png", Masks.box(new Box(30, 1, 33, 5), 255, 0));
    folder
        .image("stage1_test/d/images/d.png")
        .text("stage1_train.csv", "ImageId,EncodedPixels\na,1 2\n");
    Annotations annotations = read(folder);
    assertEquals(
        List.of(BOX, new Box(30, 1, 33, 5)),
        annotations.images().get(1).objects().stream()
            .map(object -> object.bounds().orElseThrow())
            .toList());
    assertEquals(
        List.of(
            "1 images have no masks and are left out, the first is "
                + folder.root()
                + "/stage1_test/d/images/d.png"),
        annotations.warnings());
  }

  @Test
  void aMaskOfTheImagesNameIsNoObjectByItself() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    folder.image("a/images/a.png").image("a/masks/a_mask.png");
    assertEquals(Optional.empty(), format().find(DataFolder.of(folder.root())));
  }
}

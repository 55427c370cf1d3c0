package org.dl4jvision.data.format.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.junit.jupiter.api.Test;

class MvtecFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "mvtec";
  }

  @Override
  protected String imageA() {
    return "bottle/test/dog/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "bottle/ground_truth/dog/a_mask.png";
  }

  @Override
  protected List<Optional<Split>> splits() {
    return List.of(Optional.of(Split.TEST), Optional.of(Split.TEST), Optional.of(Split.TEST));
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      folder.image("bottle/test/dog/" + name + ".png");
      Masks.gray(folder, "bottle/ground_truth/dog/" + name + "_mask.png", Masks.box(box, 255, 0));
    }
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.image("bottle/test/dog/a.tif");
    return true;
  }

  @Test
  void goodImagesAreBackgroundAndSplitsAreThoseOfFolders() {
    DetectionFolder folder = written();
    folder
        .image("bottle/train/good/000.png")
        .image("bottle/test/good/000.png")
        .image("bottle/test/cut/000.png")
        .image("bottle/test/hole/000.png");
    folder.image("cable/test/ko/000.png");
    Masks.gray(folder, "bottle/ground_truth/cut/000_mask.png", Masks.box(BOX, 255, 0));
    Masks.gray(folder, "cable/ground_truth/ko/000.png", Masks.box(BOX, 255, 0));
    Masks.gray(folder, "cable/ground_truth/ko/001.png", Masks.box(BOX, 255, 0));
    Annotations annotations = read(folder);
    assertEquals(List.of("cut", "dog", "ko"), annotations.classNames().orElseThrow());
    assertEquals(
        List.of(
            "bottle/train/good/000.png TRAIN",
            "bottle/test/cut/000.png TEST cut",
            "bottle/test/dog/a.png TEST dog",
            "bottle/test/dog/b.png TEST dog",
            "bottle/test/dog/c.png TEST dog",
            "bottle/test/good/000.png TEST",
            "cable/test/ko/000.png TEST ko"),
        annotations.images().stream()
            .map(
                image ->
                    folder.root().relativize(image.file())
                        + " "
                        + image.split().orElseThrow().name()
                        + image.objects().stream()
                            .map(object -> " " + object.className())
                            .reduce("", String::concat))
            .toList());
    assertEquals(
        List.of(
            "1 images have no mask and are left out, the first is "
                + folder.root()
                + "/bottle/test/hole/000.png",
            "1 masks have no image and are left out, the first is "
                + folder.root()
                + "/cable/ground_truth/ko/001.png"),
        annotations.warnings());
  }

  /** As in MVTec LOCO, where one defect may be in several places. */
  @Test
  void masksOfOneImageMayBeSeveral() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more")).image("test/cut/000.png");
    for (String name : List.of("000", "001")) {
      Masks.gray(folder, "ground_truth/cut/000/" + name + ".png", Masks.box(BOX, 255, 0));
    }
    assertEquals(
        List.of("the mask 000.png (cut)", "the mask 001.png (cut)"),
        read(folder).images().get(0).objects().stream().map(object -> object.label()).toList());
  }
}

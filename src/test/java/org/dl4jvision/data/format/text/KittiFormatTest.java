package org.dl4jvision.data.format.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class KittiFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "kitti";
  }

  @Override
  protected String imageA() {
    return "train/image_2/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "train/label_2/a.txt";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  private static String line(String name, Box box) {
    return String.format(
        "%s 0.00 0 -1.57 %s %s %s %s 1.5 1.6 3.7 1.0 1.5 13.0 -1.6\n",
        name, box.left(), box.top(), box.right(), box.bottom());
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String image : List.of("train/%s/a", "train/%s/b", "val/%s/c")) {
      folder.text(image.formatted("label_2") + ".txt", line("dog", box));
      folder.image(image.formatted("image_2") + ".png");
    }
  }

  private DetectionFolder benchmark() {
    return new DetectionFolder(base.resolve("more"))
        .text(
            "training/label_2/000000.txt",
            line("Van", BOX)
                + "DontCare -1 -1 -10 1.00 2.00 9.00 9.50 -1 -1 -1 -1000 -1000 -1000 -10\n")
        .text("training/label_2/000001.txt", line("Car", BOX) + line("Misc", BOX))
        .image("training/image_2/000000.png")
        .image("training/image_3/000000.png")
        .image("training/image_2/000001.png")
        .image("testing/image_2/000000.png");
  }

  @Test
  void areasToIgnoreAreIgnoredForEveryClass() {
    List<AnnotatedImage> images = read(benchmark()).images();
    assertEquals(
        List.of(
            "object 1 (Van) Van []",
            "object 2 (DontCare) Car [IGNORED]",
            "object 2 (DontCare) Misc [IGNORED]",
            "object 2 (DontCare) Van [IGNORED]"),
        images.get(0).objects().stream()
            .map(object -> object.label() + " " + object.className() + " " + object.flags())
            .toList());
    assertEquals(Optional.of(new Box(1, 2, 9, 9.5)), images.get(0).objects().get(1).box());
  }

  @Test
  void imagesAreThoseOfTheSameSplitAndCamera() {
    DetectionFolder folder = benchmark();
    Annotations annotations = read(folder);
    assertEquals(
        List.of("training/image_2/000000.png", "training/image_2/000001.png"),
        annotations.images().stream()
            .map(image -> folder.root().relativize(image.file()).toString())
            .toList());
    assertEquals(Optional.of(Split.TRAIN), annotations.images().get(0).split());
    assertEquals(
        List.of(
            "1 images have no file and are left out, the first is "
                + folder.root()
                + "/testing/image_2/000000.png"),
        annotations.warnings());
  }

  /** As FiftyOne writes it, with scores. */
  @Test
  void foldersHaveOtherNames() {
    DetectionFolder folder =
        new DetectionFolder(base.resolve("other"))
            .text("labels/a.txt", "")
            .text("labels/b.txt", line("dog", BOX).replace("-1.6\n", "-1.6 0.9\n"))
            .image("data/a.png")
            .image("data/b.png");
    assertEquals(
        List.of(0, 1),
        read(folder).images().stream().map(image -> image.objects().size()).toList());
  }

  @Test
  void namesWhatIsWrong() {
    String file = base.resolve("data/train/label_2/a.txt") + ": ";
    assertEquals(
        file
            + "object 1 'dog 1 2 3' must have 15 words, but has 4\n"
            + file
            + "object 1 'dog 0 0 0 1 x 3 4 0 0 0 0 0 0 0' has no number as word 6\n"
            + file
            + "its image may be "
            + base.resolve("data/train/image_2/a.png")
            + " or "
            + base.resolve("data/train/image_2/a.tif")
            + "\n",
        Refusals.messages(
            () -> read(written().text("train/label_2/a.txt", "dog 1 2 3")),
            () -> read(written().text("train/label_2/a.txt", "dog 0 0 0 1 x 3 4 0 0 0 0 0 0 0")),
            () -> read(written().text("train/image_2/a.tif", ""))));
  }
}

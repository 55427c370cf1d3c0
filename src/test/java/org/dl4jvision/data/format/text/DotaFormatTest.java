package org.dl4jvision.data.format.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class DotaFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "dota";
  }

  @Override
  protected String imageA() {
    return "train/images/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "train/labelTxt/a.txt";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  private static String line(Box box) {
    return String.format(
        "%s %s %s %s %s %s %s %s dog 0\n",
        box.left(),
        box.top(),
        box.right(),
        box.top(),
        box.right(),
        box.bottom(),
        box.left(),
        box.bottom());
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    folder.text("train/labelTxt/a.txt", line(box)).image("train/images/a.png");
    folder
        .text("train/labelTxt/b.txt", "imagesource:GoogleEarth\ngsd:0.146\n" + line(box))
        .image("train/images/b.png");
    folder.text("val/labelTxt/c.txt", line(box)).image("val/images/c.png");
  }

  private List<Annotation> objects(String text) {
    return read(written().text("train/labelTxt/a.txt", text)).images().get(0).objects();
  }

  @Test
  void rotatedBoxesAreOutlines() {
    List<Annotation> objects =
        objects("gsd:null\n10 2 18 10 10 18 2 10 small-vehicle 1\n\n1 1 5 1 5 5 1 5 plane\n");
    assertEquals(
        List.of(
            Annotation.of(
                "object 2 (small-vehicle)",
                "small-vehicle",
                new Polygon(new double[] {10, 2, 18, 10, 10, 18, 2, 10}),
                Set.of(Flag.DIFFICULT)),
            Annotation.of(
                "object 3 (plane)",
                "plane",
                new Polygon(new double[] {1, 1, 5, 1, 5, 5, 1, 5}),
                Set.of())),
        objects);
    assertEquals(Optional.of(new Box(2, 2, 18, 18)), objects.get(0).bounds());
  }

  @Test
  void namesWhatIsWrong() {
    String file = base.resolve("data/train/labelTxt/a.txt") + ": object 1 ";
    assertEquals(
        file
            + "'1 2 3 4 5 6 dog 0' must be x1 y1 x2 y2 x3 y3 x4 y4 class difficult, but has 8"
            + " words\n"
            + file
            + "'1 2 3 4 5 6 7 x dog 0' has no number as word 8\n"
            + file
            + "'1 2 3 4 5 6 7 8 9 0' has a number as class\n",
        Refusals.messages(
            () -> objects("1 2 3 4 5 6 dog 0"),
            () -> objects("1 2 3 4 5 6 7 x dog 0"),
            () -> objects("1 2 3 4 5 6 7 8 9 0")));
  }
}

package org.dl4jvision.data.format.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class TensorFlowCsvFormatTest extends BaseFormatTestCase {

  private static final String HEAD = "filename,width,height,class,xmin,ymin,xmax,ymax\n";

  @Override
  protected String name() {
    return "tensorflow-csv";
  }

  @Override
  protected String imageA() {
    return "train/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "train/_annotations.csv";
  }

  /** Validation has a table of its own. */
  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  private static String row(String image, Box box) {
    return String.format(
        "%s,40,30,dog,%s,%s,%s,%s\r\n", image, box.left(), box.top(), box.right(), box.bottom());
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    folder.text("train/_annotations.csv", HEAD + row("a.png", box) + row("b.png", box));
    folder.text("valid/_annotations.csv", HEAD + row("c.png", box));
    folder.image("train/a.png").image("train/b.png").image("valid/c.png");
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("valid/_annotations.csv", HEAD + row("c.png", BOX) + row("train/a.png", BOX));
    return true;
  }

  private DetectionFolder folder(String file, String text) {
    return new DetectionFolder(base.resolve("more")).text(file, text);
  }

  /** As scripts of tutorials write it: tables in one folder, images in those of the splits. */
  @Test
  void tablesAreOfTheSplitInTheirNames() {
    DetectionFolder folder =
        folder("labels/my_train_labels.csv", HEAD + row("a.png", BOX) + row("a.png", BOX))
            .text("labels/test_labels.csv", HEAD + row("b.png", BOX))
            .text("labels/all.csv", HEAD + row("a.png", BOX) + row("c.png", BOX))
            .image("images/a.png")
            .image("images/b.png")
            .image("images/c.png")
            .image("images/d.png");
    Annotations annotations = read(folder);
    assertEquals(
        List.of("a 2 TRAIN", "b 1 TEST", "c 1 -"),
        annotations.images().stream()
            .map(
                image ->
                    image.name()
                        + " "
                        + image.objects().size()
                        + " "
                        + image.split().map(Split::name).orElse("-"))
            .toList());
    assertEquals(
        List.of(
            folder.root()
                + "/labels/all.csv: 1 rows are of images that a table of a split has, too, and are"
                + " left out, the first is line 2",
            "1 images are in no row and are left out, the first is "
                + folder.root()
                + "/images/d.png"),
        annotations.warnings());
  }

  @Test
  void columnsStandInAnyOrderAndMayBeEmpty() {
    DetectionFolder folder =
        folder(
                "labels.csv",
                "xmin,ymin,xmax,ymax,\"Class\",Filename\n1,2,3.5,4,\"dog, wild\",C:\\x\\a.png\n"
                    + ",,,,,b.png\n")
            .image("a.png")
            .image("b.png");
    List<AnnotatedImage> images = read(folder).images();
    Annotation object = images.get(0).objects().get(0);
    assertEquals("dog, wild", object.className());
    assertEquals("line 2 (dog, wild)", object.label());
    assertEquals(Optional.of(new Box(1, 2, 3.5, 4)), object.box());
    assertEquals(List.of(), images.get(1).objects());
  }

  @Test
  void otherSizesAreSaid() {
    DetectionFolder folder =
        folder("labels.csv", HEAD + "a.png,80,60,dog,1,2,3,4\nb.png,0,0,dog,1,2,3,4\n")
            .image("a.png")
            .image("b.png");
    Path root = folder.root();
    assertEquals(
        List.of(
            "1 images have other sizes than annotations state, the first: "
                + root
                + "/labels.csv: says a.png is 60x80, but "
                + root
                + "/a.png is 30x40 (height x width)"),
        read(folder).warnings());
  }

  @Test
  void namesWhatIsWrong() {
    String start = base.resolve("more/labels.csv") + ": line 2 ";
    assertEquals(
        start
            + "has no number as xmax: 'x'\n"
            + start
            + "has no class\n"
            + start
            + "has no filename\n"
            + start
            + "is 'z.png', which is not in "
            + base.resolve("more")
            + "\n",
        Refusals.messages(
            () -> read(folder("labels.csv", HEAD + "a.png,40,30,dog,1,2,x,4")),
            () -> read(folder("labels.csv", HEAD + "a.png,40,30,,1,2,3,4")),
            () -> read(folder("labels.csv", HEAD + ",40,30,dog,1,2,3,4")),
            () -> read(folder("labels.csv", HEAD + "z.png,40,30,dog,1,2,3,4"))));
  }
}

package org.dl4jvision.data.format.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class RetinaNetCsvFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "retinanet-csv";
  }

  @Override
  protected String imageA() {
    return "images/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "train_annots.csv";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  private static String row(String image, Box box) {
    return String.format(
        "images/%s,%s,%s,%s,%s,dog\n", image, box.left(), box.top(), box.right(), box.bottom());
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    folder.text("train_annots.csv", row("a.png", box) + row("b.png", box));
    folder.text("val_annots.csv", row("c.png", box));
    folder.text("class_list.csv", "cat,1\ndog,0\n");
    folder.image("images/a.png").image("images/b.png").image("images/c.png");
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("class_list.csv", "cat,0\n");
    return true;
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("val_annots.csv", row("c.png", BOX) + row("a.png", BOX));
    return true;
  }

  @Test
  void classesStandInTheOrderOfTheirIndices() {
    assertEquals(Optional.of(List.of("dog", "cat")), read(written()).classNames());
  }

  @Test
  void imagesWithoutObjectsHaveEmptyFields() {
    DetectionFolder folder =
        new DetectionFolder(base.resolve("more"))
            .text("annotations.csv", "/home/me/a.png,1,2,3,4,dog\nb.png,,,,,\n")
            .text("val_annotations.csv", "c.png,1,2,3,4,cat\n")
            .image("a.png")
            .image("b.png")
            .image("c.png");
    Annotations annotations = read(folder);
    assertEquals(Optional.empty(), annotations.classNames());
    assertEquals(
        List.of("c 1 VALIDATION", "a 1 -", "b 0 -"),
        annotations.images().stream().map(RetinaNetCsvFormatTest::describe).toList());
  }

  private static String describe(AnnotatedImage image) {
    return image.name()
        + " "
        + image.objects().size()
        + " "
        + image.split().map(Split::name).orElse("-");
  }

  @Test
  void tablesWithAHeaderAreOthers() {
    for (String text :
        List.of(
            "path,x1,y1,x2,y2,class\na.png,1,2,3,4,dog\n",
            "a.png,1,2,3,4\n",
            "a.png,,,,,\n",
            ",1,2,3,4,dog\n")) {
      DetectionFolder folder =
          new DetectionFolder(base.resolve("other")).text("table.csv", text).image("a.png");
      assertTrue(format().find(DataFolder.of(folder.root())).isEmpty(), text);
    }
  }

  @Test
  void namesWhatIsWrong() {
    String table = base.resolve("data/train_annots.csv") + ": line 3 ";
    assertEquals(
        table
            + "must be path,x1,y1,x2,y2,class, but is 'images/a.png,1,2,3'\n"
            + table
            + "has no number as y1: 'two'\n"
            + table
            + "has no class\n"
            + base.resolve("data/class_list.csv")
            + ": line 2 must be name,index with each index once, but is 'dog,0'\n",
        Refusals.messages(
            () -> readWith("images/a.png,1,2,3\n"),
            () -> readWith("images/a.png,1,two,3,4,dog\n"),
            () -> readWith("images/a.png,1,2,3,4,\n"),
            () -> read(written().text("class_list.csv", "cat,0\ndog,0\n"))));
  }

  /** So many rows before it that it is not at the beginning, by which the table is recognized. */
  private void readWith(String row) {
    String rows = row("a.png", BOX) + row("b.png", BOX);
    read(written().text("train_annots.csv", rows + row));
  }
}

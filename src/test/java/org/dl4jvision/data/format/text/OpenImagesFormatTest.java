package org.dl4jvision.data.format.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class OpenImagesFormatTest extends BaseFormatTestCase {

  private static final String HEAD =
      "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,"
          + "IsDepiction,IsInside\n";

  @Override
  protected String name() {
    return "open-images";
  }

  @Override
  protected String imageA() {
    return "train/data/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "train/labels/detections.csv";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  private static String row(String image, String label, Box box, String end) {
    return String.format(
        Locale.ROOT,
        "%s,xclick,%s,1,%s,%s,%s,%s,1,0,%s\n",
        image,
        label,
        box.left() / DetectionFolder.WIDTH,
        box.right() / DetectionFolder.WIDTH,
        box.top() / DetectionFolder.HEIGHT,
        box.bottom() / DetectionFolder.HEIGHT,
        end);
  }

  private static String row(String image, Box box) {
    return row(image, "/m/01", box, "0,0,0");
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    folder.text("train/labels/detections.csv", HEAD + row("a", box) + row("b", box));
    folder.text("validation/labels/detections.csv", HEAD + row("c", box));
    folder.text("train/metadata/classes.csv", "/m/02,cat\n/m/01,dog\n");
    folder.text("validation/metadata/classes.csv", "/m/02,cat\n/m/01,dog\n");
    folder.image("train/data/a.png").image("train/data/b.png").image("validation/data/c.png");
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("train/labels/detections.csv", HEAD + row("a", "/m/03", BOX, "0,0,0"));
    return true;
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("validation/labels/detections.csv", HEAD + row("c", BOX) + row("a", BOX));
    return true;
  }

  @Test
  void classesStandInTheirOrderAndGroupsAreCrowds() {
    DetectionFolder folder = written();
    folder.text(
        "train/labels/detections.csv",
        HEAD + row("a", "/m/01", BOX, "1,0,0") + row("a", "/m/02", BOX, "-1,0,0") + row("b", BOX));
    Annotations annotations = read(folder);
    assertEquals(Optional.of(List.of("cat", "dog")), annotations.classNames());
    assertEquals(
        List.of("line 2 (dog) [CROWD]", "line 3 (cat) []"),
        annotations.images().get(0).objects().stream()
            .map(object -> object.label() + " " + object.flags())
            .toList());
  }

  /** As they are downloaded: a table of all images beside some of them, and all classes. */
  @Test
  void tablesOfAllImagesAreUsualBesideSome() {
    String classes =
        IntStream.range(0, 601)
            .mapToObj(i -> "/m/" + i + ",c" + i + "\n")
            .collect(Collectors.joining());
    DetectionFolder folder =
        new DetectionFolder(base.resolve("more"))
            .text(
                "csv/oidv6-train-annotations-bbox.csv",
                HEAD
                    + row("z", "/m/1", BOX, "0,0,0")
                    + row("a", "/m/7", BOX, "0,0,0")
                    + row("y", "/m/1", BOX, "0,0,0")
                    + row("a", "/m/3", BOX, "0,0,0"))
            .text("csv/class-descriptions-boxable.csv", classes)
            .text("csv/oidv7-class-descriptions.csv", "LabelName,DisplayName\n/m/1,other\n")
            .image("train/a.png")
            .image("train/b.png");
    Annotations annotations = read(folder);
    assertEquals(Optional.of(List.of("c3", "c7")), annotations.classNames());
    assertEquals(List.of("a"), annotations.images().stream().map(AnnotatedImage::name).toList());
    assertEquals(
        List.of(
            "of all 601 classes of Open Images those are taken that occur: 2",
            "2 images of "
                + folder.root()
                + "/csv/oidv6-train-annotations-bbox.csv are not in "
                + folder.root()
                + " and are left out, the first is z",
            "1 images are in no row and are left out, the first is "
                + folder.root()
                + "/train/b.png"),
        annotations.warnings());
  }

  @Test
  void withoutATableOfClassesTheirIdsCount() {
    DetectionFolder folder =
        new DetectionFolder(base.resolve("more"))
            .text("boxes.csv", HEAD + row("a", "/m/01", BOX, "0,0,0"))
            .image("a.png");
    Annotations annotations = read(folder);
    assertEquals(Optional.empty(), annotations.classNames());
    Annotation object = annotations.images().get(0).objects().get(0);
    assertEquals("/m/01", object.className());
    assertEquals(Set.<Flag>of(), object.flags());
  }

  @Test
  void namesWhatIsWrong() {
    String table = base.resolve("data/train/labels/detections.csv") + ": ";
    DetectionFolder none =
        new DetectionFolder(base.resolve("none"))
            .text("boxes.csv", HEAD + row("z", "/m/01", BOX, "0,0,0"))
            .image("a.png");
    assertEquals(
        table
            + "line 2 has no number as xmin: ''\n"
            + table
            + "line 2 has no labelname\n"
            + table
            + "line 2 has no imageid\n"
            + base.resolve("none/boxes.csv")
            + ": none of its 1 images is in "
            + base.resolve("none")
            + ", not even 'z'\n"
            + base.resolve("data/validation/metadata/classes.csv")
            + ": line 1 calls /m/02 'cow', but it was 'cat'\n"
            + base.resolve("data/train/metadata/classes.csv")
            + ": line 2 must be id,name, but is '/m/02'\n",
        Refusals.messages(
            () -> readWith("train/labels/detections.csv", HEAD + "a,,/m/01,1,,1,1,1,0,0,0,0,0\n"),
            () -> readWith("train/labels/detections.csv", HEAD + "a,,,1,0,1,0,1,0,0,0,0,0\n"),
            () -> readWith("train/labels/detections.csv", HEAD + ",,/m/01,1,0,1,0,1,0,0,0,0,0\n"),
            () -> read(none),
            () -> readWith("validation/metadata/classes.csv", "/m/02,cow\n"),
            () -> readWith("train/metadata/classes.csv", "/m/01,dog\n/m/02\n")));
  }

  private void readWith(String file, String text) {
    read(written().text(file, text));
  }
}

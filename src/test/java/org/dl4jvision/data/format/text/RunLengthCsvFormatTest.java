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
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class RunLengthCsvFormatTest extends BaseFormatTestCase {

  private static final String HEADER = "ImageId,EncodedPixels,ClassId\n";

  @Override
  protected String name() {
    return "rle-csv";
  }

  @Override
  protected String imageA() {
    return "train_images/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "train.csv";
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  /** Without a header it is no such table. */
  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  /** The runs of a box, column by column, as far as it is inside of the image. */
  private static String runs(Box box) {
    StringBuilder runs = new StringBuilder();
    double bottom = Math.min(DetectionFolder.HEIGHT, box.bottom());
    for (double x = box.left(); x < Math.min(DetectionFolder.WIDTH, box.right()); x++) {
      int start = (int) (x * DetectionFolder.HEIGHT + box.top()) + 1;
      runs.append(start).append(' ').append((int) (bottom - box.top())).append(' ');
    }
    return runs.toString().strip();
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String table : List.of("train a b", "val c")) {
      String[] words = table.split(" ", -1);
      StringBuilder rows = new StringBuilder(HEADER);
      for (int i = 1; i < words.length; i++) {
        folder.image(words[0] + "_images/" + words[i] + ".png");
        rows.append(words[i]).append(".png,").append(runs(box)).append(",dog\n");
      }
      folder.text(words[0] + ".csv", rows.toString());
    }
  }

  /** One image that is named by the table "train.csv". */
  private DetectionFolder table(String... lines) {
    return new DetectionFolder(base.resolve("more"))
        .image("images/a.png")
        .image("images/b.png")
        .text("train.csv", String.join("\n", lines) + "\n");
  }

  private static List<String> objects(Annotations annotations) {
    return annotations.images().stream()
        .map(
            image ->
                image.name()
                    + image.objects().stream()
                        .map(
                            object ->
                                " " + object.className() + " " + object.bounds().orElseThrow())
                        .reduce("", String::concat))
        .toList();
  }

  @Test
  void pixelsAreCountedDownTheColumnsFromOne() {
    AnnotatedImage image =
        read(table("ImageId,EncodedPixels", "a,1 2 31 1", "b,1200 1")).images().get(0);
    assertEquals(
        List.of(true, true, true, false),
        List.of(
            contains(image, 0, 0),
            contains(image, 0, 1),
            contains(image, 1, 0),
            contains(image, 0, 2)));
  }

  private static boolean contains(AnnotatedImage image, int x, int y) {
    return image.objects().get(0).outline().orElseThrow().region(image.size()).contains(x, y);
  }

  /** Airbus: several rows an image, a row without pixels is an image without objects. */
  @Test
  void rowsAreObjectsAndEmptyOnesNone() {
    Annotations annotations =
        read(table("\uFEFFImageId,EncodedPixels\r", "b.jpg,\r", "a.jpg,1 2\r", "a.jpg,5 1\r"));
    assertEquals(
        List.of(
            "b",
            "a foreground Box[left=0.0, top=0.0, right=1.0, bottom=2.0]"
                + " foreground Box[left=0.0, top=4.0, right=1.0, bottom=5.0]"),
        objects(annotations));
    assertEquals(List.of("foreground"), annotations.classNames().orElseThrow());
    assertEquals(Optional.of(Split.TRAIN), annotations.images().get(0).split());
  }

  /** Severstal's first table and Understanding Clouds: the class behind the image. */
  @Test
  void classesMayStandBehindImages() {
    Annotations annotations =
        read(table("ImageId_ClassId,EncodedPixels", "a.jpg_10,1 2", "a.jpg_2,", "b.jpg_1,nan"));
    assertEquals(List.of("1", "2", "10"), annotations.classNames().orElseThrow());
    assertEquals(
        List.of("a 10 Box[left=0.0, top=0.0, right=1.0, bottom=2.0]", "b"), objects(annotations));
    assertEquals(
        List.of("Fish"),
        read(table("Image_Label,EncodedPixels", "a.jpg_Fish,1 2")).classNames().orElseThrow());
  }

  @Test
  void columnsHaveManyNames() {
    for (String header :
        List.of(
            "id,rle_mask",
            "img,rle_mask",
            "id,rle",
            "id,encoding",
            "image_id,segmentation",
            "id,annotation")) {
      assertEquals(
          List.of("a foreground Box[left=0.0, top=0.0, right=1.0, bottom=2.0]"),
          objects(read(table(header, "a,1 2"))));
    }
    assertEquals(
        List.of("a astro Box[left=0.0, top=0.0, right=1.0, bottom=2.0]"),
        objects(read(table("id,annotation,width,height,cell_type", "a,1 2,40,30,astro"))));
    for (String none :
        List.of("id,segmentation\na,\"[[1, 2, 3, 4]]\"", "id,label\na,1 2", "id,mask\na,a.png")) {
      DetectionFolder folder = table(none);
      assertEquals(Optional.empty(), format().find(DataFolder.of(folder.root())));
    }
  }

  /** SIIM-ACR: -1 for nothing, and starts that are distances. */
  @Test
  void startsAreDistancesWhereTheTableTellsIt() {
    Annotations annotations =
        read(table("ImageId, EncodedPixels", "b, -1", "a, 30 2 1 3", "a, 0 1"));
    assertEquals(
        List.of(
            "b",
            "a foreground Box[left=1.0, top=0.0, right=2.0, bottom=6.0]"
                + " foreground Box[left=0.0, top=0.0, right=1.0, bottom=1.0]"),
        objects(annotations));
    String file = base + "/more/train.csv: ";
    assertEquals(
        List.of(
            file
                + "starts are distances from the run before, as in SIIM-ACR's tables: line 3 allows"
                + " nothing else"),
        annotations.warnings());
    assertEquals(
        file
            + "starts are numbers of pixels from 1; nothing tells that they are distances from the"
            + " run before",
        read(table("ImageId,EncodedPixels", "b,-1", "a,1 2")).warnings().get(0));
  }

  @Test
  void whatIsNotThereIsCountedAndLeftOut() {
    DetectionFolder folder =
        table("ImageId,EncodedPixels,Height,Width", "a,1 2,60,80", "z,1 2,30,40", "z,5 2,30,40");
    folder.text("sample_submission.csv", "ImageId,EncodedPixels\nb,1 1\n");
    assertEquals(
        List.of(
            "1 images have other sizes than annotations state, the first: "
                + folder.root()
                + "/train.csv: says a.png is 60x80, but "
                + folder.root()
                + "/images/a.png is 30x40 (height x width)",
            "1 images of "
                + folder.root()
                + "/train.csv are not in "
                + folder.root()
                + " and are left out, the first is z",
            "1 images are in no row and are left out, the first is "
                + folder.root()
                + "/images/b.png"),
        read(folder).warnings());
  }

  @Test
  void namesWhatIsWrong() {
    String file = base + "/more/train.csv: line 2 ";
    assertEquals(
        file
            + "has 3 numbers as runs; expected a start and a length in turn\n"
            + file
            + "has 'x' among its runs; expected whole numbers\n"
            + file
            + "has a run that starts at 0, but pixels are counted from 1\n"
            + file
            + "has a run 2 that begins before the end of the one before it\n"
            + file
            + "has a run 1 (1200 2) beyond the 1200 pixels of "
            + base
            + "/more/images/a.png, which is 30x40 (height x width)\n"
            + file
            + "has 'a', but must have IMAGE_CLASS\n"
            + file
            + "has no classid\n"
            + file
            + "has 1 values, but there are 2 columns\n"
            + base
            + "/more/train.csv: none of its 1 images is in "
            + base
            + "/more, not even 'z'\n",
        Refusals.messages(
            () -> read(table("ImageId,EncodedPixels", "a,1 2 3")),
            () -> read(table("ImageId,EncodedPixels", "a,1 2 x 4")),
            () -> read(table("ImageId,EncodedPixels", "a,0 2")),
            () -> read(table("ImageId,EncodedPixels", "a,5 2 6 1")),
            () -> read(table("ImageId,EncodedPixels", "a,1200 2")),
            () -> read(table("ImageId_ClassId,EncodedPixels", "a,1 2")),
            () -> read(table("ImageId,ClassId,EncodedPixels", "a,,1 2")),
            () -> read(table("ImageId,EncodedPixels", "a")),
            () -> read(table("ImageId,EncodedPixels", "z,1 2"))));
  }
}

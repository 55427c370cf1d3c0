package org.dl4jvision.data.format.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class VocMaskFormatTest extends BaseFormatTestCase {

  private static final String MAP = "# label:color_rgb:parts:actions\nbackground:0,0,0::\n";
  private static final String LISTS = "ImageSets/Segmentation/";

  @Override
  protected String name() {
    return "voc-masks";
  }

  @Override
  protected String imageA() {
    return "JPEGImages/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "SegmentationClass/a.png";
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      folder.image("JPEGImages/" + name + ".png").image("SegmentationClass/" + name + ".png");
    }
    folder.text("labelmap.txt", MAP + "dog:250,50,83::\n");
    folder.text(LISTS + "train.txt", "a\nb\n").text(LISTS + "val.txt", "c\n");
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text(LISTS + "train.txt", "a\na\nb\n");
    return true;
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    BufferedImage mask =
        new BufferedImage(
            DetectionFolder.WIDTH, DetectionFolder.HEIGHT, BufferedImage.TYPE_INT_RGB);
    mask.setRGB(3, 2, 0x090102);
    writeMask(folder, "a", mask);
    return true;
  }

  @Override
  protected String messageOfUnknownClass() {
    return "has the color (9, 1, 2) (1 pixel), which is not in ";
  }

  private static void writeMask(DetectionFolder folder, String name, BufferedImage mask) {
    Path file = folder.root().resolve("SegmentationClass/" + name + ".png");
    try {
      assertTrue(ImageIO.write(mask, "png", file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MaskLegend legend(String map) {
    return read(written().text("labelmap.txt", map)).legend().orElseThrow();
  }

  @Test
  void labelMapsSayWhatColorsMean() {
    MaskLegend legend = legend("cat:51,221,255::\nnight:bird:1,2,3:beak,wing:\n");
    assertEquals(List.of("background", "cat", "night:bird"), legend.classNames());
    assertEquals(
        Map.of(
            ImageFiles.COLOR,
            0,
            ImageFiles.COLOR | 0x33ddff,
            1,
            ImageFiles.COLOR | 0x010203,
            2,
            ImageFiles.COLOR | 0xe0e0c0,
            255),
        new TreeMap<>(legend.indices()));
    assertEquals(
        List.of("cat", "background"), legend("cat:1,1,1::\nbackground:0,0,0::\n").classNames());
    assertEquals(
        List.of("background", "cat"),
        legend(MAP + "cat:128,0,0::\nignored:224,224,192::\n").classNames());
    MaskLegend uncolored = legend("background:::\ncat:::\ndog:::\n");
    assertEquals(Optional.of("dog"), uncolored.className(ImageFiles.COLOR | 0x008000));
  }

  @Test
  void namesOfLabelMeAreNumbered() throws IOException {
    DetectionFolder folder = written().text("class_names.txt", "__ignore__\n_background_\ncat\n");
    Files.delete(folder.root().resolve("labelmap.txt"));
    MaskLegend legend = read(folder).legend().orElseThrow();
    assertEquals(List.of("_background_", "cat"), legend.classNames());
    assertEquals(Map.of(0, 0, 1, 1, 255, 255), legend.indices());
  }

  @Test
  void thePaletteMayBeThatOfPascalVoc() throws IOException {
    DetectionFolder folder = written();
    Files.delete(folder.root().resolve("labelmap.txt"));
    MaskLegend onlyVoid = read(folder).legend().orElseThrow();
    assertEquals(List.of(), onlyVoid.classNames());
    assertEquals(Map.of(255, 255), onlyVoid.indices());
    int[] colors = new int[256];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = VocColors.color(i);
    }
    assertEquals(
        List.of(0, 0x800000, 0x008000, 0x808000, 0x000080, 0xe0e0c0),
        List.of(colors[0], colors[1], colors[2], colors[3], colors[4], colors[255]));
    BufferedImage mask =
        new BufferedImage(
            DetectionFolder.WIDTH,
            DetectionFolder.HEIGHT,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 256, colors, 0, false, -1, 0));
    for (String name : List.of("a", "b", "c")) {
      writeMask(folder, name, mask);
    }
    Annotations annotations = read(folder);
    MaskLegend legend = annotations.legend().orElseThrow();
    assertEquals(21, legend.classNames().size());
    assertEquals(Optional.of("person"), legend.className(15));
    assertEquals(255, legend.indices().get(255));
    assertEquals(
        List.of(
            "the masks have the palette of Pascal VOC and there is no labelmap.txt: its 21 classes"
                + " are taken"),
        annotations.warnings());
  }

  @Test
  void listsDivideTheMasksAndTheRestIsLeftOut() {
    DetectionFolder folder = written();
    folder.image("JPEGImages/d.png").image("JPEGImages/e.png").image("SegmentationClass/e.png");
    folder
        .text(LISTS + "train.txt", "a\nd\n")
        .text(LISTS + "val.txt", "c\na\n")
        .text(LISTS + "trainval.txt", "a\nb\nc\n");
    Annotations annotations = read(folder);
    assertEquals(
        List.of("a TRAIN", "c VALIDATION", "b TRAIN"),
        annotations.images().stream().map(VocMaskFormatTest::describe).toList());
    Path root = folder.root();
    assertEquals(
        List.of(
            "1 lines name an image again, which counts once, the first is 'a' in "
                + root
                + "/ImageSets/Segmentation/val.txt",
            "1 images have no mask and are left out, the first is " + root + "/JPEGImages/d.png",
            "1 masks are in no list and are left out, the first is "
                + root
                + "/SegmentationClass/e.png"),
        annotations.warnings());
  }

  private static String describe(AnnotatedImage image) {
    return image.name() + " " + image.split().map(Split::name).orElse("-");
  }

  /** CVAT has one list, of no split, and quotes names with spaces. */
  @Test
  void imagesMayLieInFoldersAndHaveNoSplit() {
    DetectionFolder folder =
        new DetectionFolder(base.resolve("more"))
            .text("labelmap.txt", MAP)
            .text(LISTS + "default.txt", "\"cats/a b\"\ndogs/c\n");
    for (String name : List.of("cats/a b", "dogs/c")) {
      folder.image("JPEGImages/" + name + ".png").image("SegmentationClass/" + name + ".png");
    }
    assertEquals(
        List.of("a b -", "c -"),
        read(folder).images().stream().map(VocMaskFormatTest::describe).toList());
  }

  @Test
  void namesWhatIsWrong() {
    Path root = base.resolve("data");
    assertEquals(
        root
            + "/labelmap.txt: 'cat' must be name:red,green,blue::\n"
            + root
            + "/labelmap.txt: 'cat:1,2,256::' has a color above 255\n"
            + root
            + "/labelmap.txt: 'cat' has no color, but others have\n"
            + root
            + "/labelmap.txt: (0, 0, 0) is both 'background' and 'cat'\n"
            + root
            + "/ImageSets/Segmentation/val.txt: there is no image 'z' ("
            + ImageFiles.FORMATS
            + ") in "
            + root
            + "/JPEGImages\n",
        Refusals.messages(
            () -> legend(MAP + "cat\n"),
            () -> legend(MAP + "cat:1,2,256::\n"),
            () -> legend(MAP + "cat:::\n"),
            () -> legend(MAP + "cat:0,0,0::\n"),
            () -> read(written().text(LISTS + "val.txt", "c\nz\n"))));
  }
}

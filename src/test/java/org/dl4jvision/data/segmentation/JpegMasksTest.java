package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;

/** Masks in JPEG files, whose values are not exact. */
class JpegMasksTest extends SegmentationFolderTestCase {

  private static final int SIDE = 48;

  /** A disk on ground, with an inner disk. */
  private static BufferedImage disks(int type, int ground, int disk, int inner) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(ground));
    graphics.fillRect(0, 0, SIDE, SIDE);
    graphics.setColor(new Color(disk));
    graphics.fillOval(5, 5, 37, 37);
    graphics.setColor(new Color(inner));
    graphics.fillOval(15, 15, 17, 17);
    graphics.dispose();
    return image;
  }

  private static BufferedImage gray(int ground, int disk, int inner) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage drawn =
        disks(BufferedImage.TYPE_INT_RGB, ground * 0x10101, disk * 0x10101, inner * 0x10101);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, drawn.getRGB(i % SIDE, i / SIDE) & 0xff);
    }
    return image;
  }

  private void images(String... names) {
    for (String name : names) {
      write(gray(40, 90, 200), "images/" + name + ".png");
    }
  }

  private static double share(byte[] a, byte[] b) {
    int same = 0;
    for (int i = 0; i < a.length; i++) {
      same += a[i] == b[i] ? 1 : 0;
    }
    return (double) same / a.length;
  }

  /** The labels of the first training mask, which are nearly those of the same mask as PNG. */
  private void assertLikeThePng(FolderSegmentationDataset data) {
    byte[] jpeg = data.get(Split.TRAIN, 0).labels();
    byte[] png = data.get(Split.VALIDATION, 0).labels();
    assertTrue(share(jpeg, png) > 0.98, "share of equal labels " + share(jpeg, png));
  }

  @Test
  void oneAmongExactMasksIsCutAndSaid() {
    images("a", "b");
    write(gray(0, 255, 0), "masks/a.jpg");
    write(gray(0, 255, 0), "masks/b.png");
    FolderSegmentationDataset data = builder().build();
    assertLikeThePng(data);
    assertEquals(2, data.warnings().size());
    String warning = data.warnings().get(0);
    assertTrue(
        warning.matches(
            "1 of 2 masks is a JPEG file, whose values are not exact: below 128 is black, the rest"
                + " white; \\d+ pixels are neither 0 nor 255 \\(first \\S+a\\.jpg: \\d+\\)"),
        warning);
  }

  @Test
  void theContentSaysWhatIsAJpeg() throws IOException {
    images("a", "b");
    write(gray(0, 255, 0), "masks/a.jpg");
    Files.move(
        folder.resolve("masks/a.jpg"),
        folder.resolve("masks/a.png"),
        StandardCopyOption.REPLACE_EXISTING);
    write(gray(0, 255, 0), "masks/b.png");
    FolderSegmentationDataset data = builder().build();
    assertLikeThePng(data);
    assertContains(data.warnings().get(0), "1 of 2 masks is a JPEG file", "a.png");
  }

  @Test
  void colorFilesOfGraysAreGrays() {
    images("a", "b");
    write(disks(BufferedImage.TYPE_INT_RGB, 0, 0xffffff, 0), "masks/a.jpg");
    write(disks(BufferedImage.TYPE_INT_RGB, 0, 0xffffff, 0), "masks/b.png");
    assertLikeThePng(builder().build());
  }

  @Test
  void theForegroundMayBeBlack() {
    images("a", "b");
    write(gray(0, 255, 0), "masks/a.jpg");
    write(gray(0, 255, 0), "masks/b.png");
    FolderSegmentationDataset data = builder().foreground(0).build();
    assertLikeThePng(data);
    assertEquals(1, data.get(Split.TRAIN, 0).labels()[0]);
    assertEquals(
        "foreground is 3, but mask "
            + folder.resolve("masks/a.jpg")
            + " is a JPEG file, whose values are not exact; expected a PNG file, or"
            + " --mask-threshold N with --foreground 0 or 255",
        error(builder().foreground(3)));
  }

  @Test
  void aThirdValueIsNoBlur() {
    images("a", "b");
    write(gray(0, 255, 128), "masks/a.jpg");
    write(gray(0, 255, 128), "masks/b.jpg");
    String message = error(builder());
    assertTrue(
        message.matches(
            "mask \\S+a\\.jpg is a JPEG file with the value 12\\d \\(\\d+ pixels\\), which is"
                + " neither black nor white; give --mask-threshold N \\(values below N are"
                + " background, the others foreground\\), or save masks of several classes as PNG"),
        message);
    assertEquals(2, builder().maskThreshold(60).build().classNames().size());
  }

  @Test
  void theKindOfTheFileIsSaid() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (String name : List.of("a", "b")) {
      write(image, "images/" + name + ".png");
      Files.createDirectories(folder.resolve("masks"));
      // 16x16 pixels of 100.
      Files.write(
          folder.resolve("masks/" + name + ".webp"),
          Base64.getDecoder()
              .decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoQABAAAUAmJaQAA3AA/u4DAAA="));
    }
    assertEquals(
        "mask "
            + folder.resolve("masks/a.webp")
            + " is a lossy WebP file with the value 100 (256 pixels), which is neither black nor"
            + " white; give --mask-threshold N (values below N are background, the others"
            + " foreground), or save masks of several classes as PNG",
        error(builder().foreground(255)));
    assertEquals(
        "ignoreIndex is 9, but mask "
            + folder.resolve("masks/a.webp")
            + " is a lossy WebP file, whose values are not exact; expected a PNG file",
        error(builder().maskThreshold(128).ignoreIndex(9)));
  }

  @Test
  void classIndicesAreRefused() {
    images("a", "b");
    write(gray(0, 2, 1), "masks/a.jpg");
    write(gray(0, 2, 1), "masks/b.png");
    String message = error(builder());
    assertTrue(
        message.matches(
            "mask \\S+a\\.jpg is a JPEG file with the value \\d \\(\\d+ pixels\\); class indices"
                + " are not exact in such files: expected a PNG file, or --mask-threshold N for two"
                + " classes"),
        message);
  }

  @Test
  void valuesFarApartGetTheNearestByOption() {
    images("a", "b");
    write(gray(0, 90, 200), "masks/a.jpg");
    write(gray(0, 90, 200), "masks/b.png");
    text("classes.txt", "0 rest", "90 body", "200 core");
    assertContains(error(builder()), folder.resolve("masks/a.jpg"), "Give --mask-nearest");
    FolderSegmentationDataset data = builder().maskNearest(true).build();
    assertLikeThePng(data);
    assertContains(data.warnings().get(0), "1 of 2 masks is a JPEG file", "each gets the nearest;");
  }

  @Test
  void anIgnoredValueIsNotExactEither() {
    images("a", "b");
    write(gray(0, 255, 100), "masks/a.jpg");
    write(gray(0, 255, 100), "masks/b.png");
    assertEquals(
        "ignoreIndex is 100, but mask "
            + folder.resolve("masks/a.jpg")
            + " is a JPEG file, whose values are not exact; expected a PNG file",
        error(builder().ignoreIndex(100).maskThreshold(128)));
  }

  @Test
  void colorsGetTheNearestOfClassesTxt() {
    images("a", "b");
    write(disks(BufferedImage.TYPE_INT_RGB, 0, 0x800000, 0x008080), "masks/a.jpg");
    write(disks(BufferedImage.TYPE_INT_RGB, 0, 0x800000, 0x008080), "masks/b.png");
    text("classes.txt", "0 rest 0 0 0", "1 body 128 0 0", "2 core 0 128 128");
    FolderSegmentationDataset data = builder().maskNearest(true).build();
    assertTrue(
        share(data.get(Split.TRAIN, 0).labels(), data.get(Split.VALIDATION, 0).labels()) > 0.9);
    assertContains(
        data.warnings().get(0),
        "1 of 2 masks is a JPEG file, whose values are not exact: each pixel gets the nearest;",
        "are not near one color of classes.txt");
  }

  @Test
  void aColorThatIsNotDeclaredIsNoBlur() {
    images("a", "b");
    write(disks(BufferedImage.TYPE_INT_RGB, 0, 0x800000, 0x00ff00), "masks/a.jpg");
    write(disks(BufferedImage.TYPE_INT_RGB, 0, 0x800000, 0), "masks/b.png");
    text("classes.txt", "0 rest 0 0 0", "1 body 128 0 0");
    String message = error(builder());
    assertTrue(
        message.matches(
            "mask \\S+a\\.jpg is a JPEG file with the color \\(\\d+, \\d+, \\d+\\) \\(\\d+"
                + " pixels?\\) and more that is not near one color of classes.txt; add what is"
                + " missing there, or give --mask-nearest for the nearest color"),
        message);
    assertEquals(List.of("rest", "body"), builder().maskNearest(true).build().classNames());
  }
}

package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dl4jvision.Shared;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.report.ChartsTest.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class OverlaysTest {

  private static final List<String> BINARY = List.of("background", "cell");

  @TempDir Path temp;

  /** A 4 x 3 gray ramp, darker to brighter; the right half is class 1, a corner void. */
  private static SegmentationSample sample() {
    float[] image = new float[12];
    byte[] labels = new byte[12];
    for (int i = 0; i < 12; i++) {
      image[i] = i / 11f;
      labels[i] = (byte) (i % 4 >= 2 ? 1 : 0);
    }
    labels[0] = (byte) 255;
    return new SegmentationSample("ramp", 1, 3, 4, image, labels);
  }

  @Test
  void imageHasItsGrays() {
    BufferedImage image = new Overlays(BINARY).image(sample());
    assertEquals(0x000000, image.getRGB(0, 0) & 0xFFFFFF);
    assertEquals(0xFFFFFF, image.getRGB(3, 2) & 0xFFFFFF);
    assertEquals(0x2E2E2E, image.getRGB(2, 0) & 0xFFFFFF); // 2/11
    float[] dark = {0.1f, 0.2f, 0.3f};
    BufferedImage stretched =
        new Overlays(BINARY).image(new SegmentationSample("dark", 1, 1, 3, dark, null));
    assertEquals(0x000000, stretched.getRGB(0, 0) & 0xFFFFFF);
    assertEquals(0xFFFFFF, stretched.getRGB(2, 0) & 0xFFFFFF);
    float[] color = {1, 0, 0, 0.5f, 0, 1};
    BufferedImage rgb =
        new Overlays(BINARY).image(new SegmentationSample("rgb", 3, 1, 2, color, null));
    assertEquals(0xFF0000, rgb.getRGB(0, 0) & 0xFFFFFF);
    assertEquals(0x0080FF, rgb.getRGB(1, 0) & 0xFFFFFF);
  }

  @Test
  void overlayTintsTheForegroundOnly() {
    SegmentationSample sample = sample();
    Overlays overlays = new Overlays(BINARY);
    BufferedImage image = overlays.image(sample);
    BufferedImage overlay = overlays.overlay(sample, sample.labels());
    assertEquals(4, overlay.getWidth());
    assertEquals(3, overlay.getHeight());
    assertEquals(image.getRGB(1, 1), overlay.getRGB(1, 1));
    assertEquals(Palette.color(0).getRGB(), overlay.getRGB(2, 1), "border in full color");
    assertNotEquals(image.getRGB(3, 1), overlay.getRGB(3, 1), "tinted");
    assertNotEquals(Palette.color(0).getRGB(), overlay.getRGB(3, 1), "but the image shows through");
  }

  @Test
  void maskKeepsClassIndices() throws IOException {
    byte[] classes = {0, 1, 2, (byte) 255, 2, 0};
    Overlays overlays = new Overlays(List.of("background", "a", "b"));
    Path file = temp.resolve("mask.png");
    AtomicFile.writePng(file, overlays.mask(classes, 3, 2));
    BufferedImage read = ImageIO.read(file.toFile());
    assertInstanceOf(IndexColorModel.class, read.getColorModel());
    assertArrayEquals(classes, ((DataBufferByte) read.getRaster().getDataBuffer()).getData());
    assertEquals(Color.BLACK.getRGB(), read.getRGB(0, 0));
    assertEquals(Palette.color(0).getRGB(), read.getRGB(1, 0));
    assertEquals(Color.WHITE.getRGB(), read.getRGB(0, 1));
  }

  @Test
  void comparisonShowsThreePanelsEnlarged() {
    SegmentationSample sample = sample();
    BufferedImage picture = new Overlays(BINARY).comparison(sample, new byte[12]);
    Pictures.save("tiny", picture);
    // 4 x 3 pixels, 128 times: 512 x 384 each.
    assertEquals(3 * 512 + 4 * 8, picture.getWidth());
    int[] colored = new int[3];
    for (int y = 22; y < 22 + 384; y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        Color c = new Color(picture.getRGB(x, y));
        if (c.getRed() > c.getGreen() + 10) {
          colored[Math.min(2, x / 520)]++;
        }
      }
    }
    assertArrayEquals(new int[] {0, 256 * 384, 0}, colored);
  }

  @Test
  void contactSheetHasARowForEachSample() {
    SegmentationSample truth = sample();
    SegmentationSample none = new SegmentationSample("none", 1, 3, 4, truth.image(), null);
    Overlays overlays = new Overlays(BINARY);
    BufferedImage one = overlays.comparison(truth, truth.labels());
    BufferedImage two =
        overlays.contactSheet(List.of(truth, none), List.of(truth.labels(), truth.labels()));
    int legend = one.getHeight() - (22 + 384 + 8);
    assertEquals(3 * 256 + 4 * 8, two.getWidth());
    assertEquals(2 * (22 + 192 + 8) + legend, two.getHeight());
    Pictures.save("no-truth", two);
  }

  @Test
  void largeImagesAreMadeSmaller() {
    SegmentationSample large =
        new SegmentationSample("large", 1, 1000, 2000, new float[2_000_000], null);
    BufferedImage picture = new Overlays(BINARY).comparison(large, new byte[2_000_000]);
    assertEquals(3 * 720 + 4 * 8, picture.getWidth());
    assertEquals(2000, new Overlays(BINARY).overlay(large, new byte[2_000_000]).getWidth());
  }

  @Test
  void severalPredictionsStandBesideEachOther() {
    Overlays overlays = new Overlays(BINARY);
    Map<String, List<byte[]>> predictions = new LinkedHashMap<>();
    predictions.put("nothing", List.of(new byte[12]));
    BufferedImage one = overlays.contactSheet(List.of(sample()), predictions);
    predictions.put("everything", List.of(filled(12, 1)));
    BufferedImage two = overlays.contactSheet(List.of(sample()), predictions);
    Pictures.save("overlays-two", two);
    assertEquals(one.getWidth() + one.getWidth() / 3, two.getWidth(), 4);
    BufferedImage added = two.getSubimage(one.getWidth(), 0, two.getWidth() - one.getWidth(), 60);
    assertNotEquals(0xFFFFFF, added.getRGB(added.getWidth() / 2, 40) & 0xFFFFFF, "its panel");
    predictions.put("too few", List.of());
    assertRefused(
        "number of class maps of 'too few' is 0; allowed: 1, one for each sample",
        () -> overlays.contactSheet(List.of(sample()), predictions));
  }

  @Test
  void differenceShowsWhoIsRight() {
    byte[] nothing = new byte[12];
    byte[] everything = filled(12, 1);
    List<String> names = List.of("first", "second");
    BufferedImage picture = Overlays.difference(sample(), names, nothing, everything);
    Pictures.save("overlays-difference", picture);
    // Columns 0 and 1 are background, of which (0, 0) is void; 2 and 3 are cells. 128 pixels each.
    assertEquals(Palette.color(0).getRGB(), picture.getRGB(255, 200), "only the first is right");
    assertEquals(Palette.color(1).getRGB(), picture.getRGB(256, 200), "only the second is right");
    assertEquals(0, picture.getRGB(64, 64) & 0xFFFFFF, "void");
    BufferedImage same = Overlays.difference(sample(), names, everything, everything);
    assertNotEquals(Palette.color(1).getRGB(), same.getRGB(256, 200));
    assertRefused(
        "number of names is 1; allowed: 2, of the two predictions",
        () -> Overlays.difference(sample(), List.of("one"), nothing, nothing));
    SegmentationSample unknown = new SegmentationSample("?", 1, 3, 4, sample().image(), null);
    assertRefused(
        "labels of the sample is null; allowed: any value but null",
        () -> Overlays.difference(unknown, names, nothing, nothing));
    assertRefused(
        "number of pixels of a class map is 11; allowed: 12 (4 x 3)",
        () -> Overlays.difference(sample(), names, nothing, new byte[11]));
  }

  private static byte[] filled(int length, int value) {
    byte[] map = new byte[length];
    Arrays.fill(map, (byte) value);
    return map;
  }

  @Test
  void colorsAreDistinct() {
    Set<Integer> colors = new HashSet<>();
    IntStream.range(0, 150).forEach(i -> colors.add(Palette.color(i).getRGB()));
    assertEquals(150, colors.size());
  }

  @Test
  void badInputNamesWhatIsAllowed() {
    Overlays overlays = new Overlays(BINARY);
    assertRefused(
        "number of pixels of a class map is 11; allowed: 12 (4 x 3)",
        () -> overlays.overlay(sample(), new byte[11]));
    byte[] two = new byte[12];
    two[5] = 2;
    assertRefused(
        "a value of a class map is 2; allowed: 0 to 1, 255 for void",
        () -> overlays.overlay(sample(), two));
    assertRefused(
        "number of samples is 0; allowed: whole numbers >= 1",
        () -> overlays.contactSheet(List.of(), List.of()));
    assertRefused("number of class names is 0; allowed: 1 to 255", () -> new Overlays(List.of()));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  /** Real images of three kinds; for the eye, with {@code -Dpictures=FOLDER}. */
  @Test
  void realImages() throws IOException {
    Path data = Shared.data("camvid").getParent();
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(data.resolve("camvid/classes.txt"))) {
      names.add(line.trim().split("\\s+")[1]);
    }
    names = names.subList(0, 11);
    String camvid = Files.readAllLines(data.resolve("camvid/val.txt")).get(0).trim();
    SegmentationSample street =
        read(
            camvid,
            data.resolve("camvid/val/images/" + camvid + ".jpg"),
            data.resolve("camvid/val/labels/" + camvid + ".png"),
            value -> value == 11 ? 255 : value);
    byte[] shifted = shift(street.labels(), 7);
    BufferedImage picture = new Overlays(names).comparison(street, shifted);
    Pictures.save("camvid", picture);
    Pictures.save("camvid-mask", new Overlays(names).mask(street.labels(), 240, 180));
    assertTrue(Pictures.count(picture, Palette.color(0)) > 50);

    SegmentationSample membrane =
        read(
            "24",
            data.resolve("isbi2012/images/24.png"),
            data.resolve("isbi2012/labels/24.png"),
            value -> value == 0 ? 1 : 0);
    Overlays binary = new Overlays(List.of("background", "membrane"));
    Pictures.save("isbi", binary.comparison(membrane, shift(membrane.labels(), 3)));

    List<SegmentationSample> nuclei = new ArrayList<>();
    List<byte[]> predictions = new ArrayList<>();
    for (String name : Files.readAllLines(data.resolve("nuclei/val.txt")).subList(0, 3)) {
      SegmentationSample sample =
          read(
              name.trim(),
              data.resolve("nuclei/images/" + name.trim() + ".png"),
              data.resolve("nuclei/masks/" + name.trim() + ".png"),
              value -> value > 0 ? 1 : 0);
      nuclei.add(sample);
      predictions.add(shift(sample.labels(), 3));
    }
    Pictures.save(
        "nuclei", new Overlays(List.of("background", "nucleus")).contactSheet(nuclei, predictions));
  }

  private static byte[] shift(byte[] labels, int by) {
    byte[] out = new byte[labels.length];
    for (int i = 0; i < out.length; i++) {
      byte value = labels[Math.min(labels.length - 1, i + by)];
      out[i] = value == (byte) 255 ? 0 : value;
    }
    return out;
  }

  private static SegmentationSample read(
      String name, Path imageFile, Path maskFile, java.util.function.IntUnaryOperator label)
      throws IOException {
    BufferedImage image = ImageIO.read(imageFile.toFile());
    int width = image.getWidth();
    int height = image.getHeight();
    int plane = width * height;
    Raster raster = image.getRaster();
    int channels = raster.getNumBands();
    float[] values = new float[channels * plane];
    byte[] labels = new byte[plane];
    Raster mask = ImageIO.read(maskFile.toFile()).getRaster();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          values[c * plane + y * width + x] = raster.getSample(x, y, c) / 255f;
        }
        labels[y * width + x] = (byte) label.applyAsInt(mask.getSample(x, y, 0));
      }
    }
    return new SegmentationSample(name, channels, height, width, values, labels);
  }
}

package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.dl4jvision.Shared;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderSegmentationDatasetTest {

  private static final int HEIGHT = 6;
  private static final int WIDTH = 10;

  @TempDir Path folder;

  // ------------------------------------------------------------------ drawing

  /** A gray picture whose pixel i has the value value(i). */
  private static BufferedImage gray(IntUnaryOperator value) {
    return draw(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), value);
  }

  private static BufferedImage draw(BufferedImage image, IntUnaryOperator value) {
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, value.applyAsInt(i));
    }
    return image;
  }

  private static BufferedImage color(IntUnaryOperator rgb) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, rgb.applyAsInt(i));
    }
    return image;
  }

  private void write(BufferedImage image, String file) {
    Path path = folder.resolve(file);
    try {
      Files.createDirectories(path.getParent());
      String name = path.getFileName().toString();
      String format = name.substring(name.lastIndexOf('.') + 1);
      assertTrue(ImageIO.write(image, format, path.toFile()), "cannot write " + format);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void text(String file, String... lines) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(file), List.of(lines));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Two pairs, a for training and b for validation, with lists; masks of half 0 and half 255. */
  private void standard() {
    for (String name : List.of("a", "b")) {
      write(gray(i -> 4 * i), "images/" + name + ".png");
      write(gray(i -> i < 30 ? 0 : 255), "masks/" + name + ".png");
    }
    text("train.txt", "a");
    text("val.txt", "b");
  }

  private FolderSegmentationDataset.Builder builder() {
    return FolderSegmentationDataset.builder(folder);
  }

  private String error(FolderSegmentationDataset.Builder builder) {
    return assertThrows(IllegalArgumentException.class, builder::build).getMessage();
  }

  private static void assertContains(String message, Object... parts) {
    for (Object part : parts) {
      assertTrue(message.contains(part.toString()), message + "\nlacks: " + part);
    }
  }

  private static byte[] halves(int first, int second) {
    byte[] labels = new byte[WIDTH * HEIGHT];
    Arrays.fill(labels, 0, 30, (byte) first);
    Arrays.fill(labels, 30, 60, (byte) second);
    return labels;
  }

  // ------------------------------------------------------------------ layouts

  @Test
  void readsListsOfNames() {
    standard();
    write(gray(i -> 0), "images/unlisted.png");
    text("train.txt", "# names", "a.png", "");
    text("val.txt", "images/b");
    FolderSegmentationDataset data = builder().build();
    assertEquals(1, data.size(Split.TRAIN));
    assertEquals(1, data.size(Split.VALIDATION));
    assertEquals(0, data.size(Split.TEST));
    assertEquals(1, data.channels());
    assertEquals(List.of("background", "foreground"), data.classNames());
    assertEquals(folder.getFileName().toString(), data.name());
    SegmentationSample sample = data.get(Split.VALIDATION, 0);
    assertEquals("b", sample.name());
    assertEquals(new ImageSize(HEIGHT, WIDTH), sample.size());
    assertEquals(new ImageSize(HEIGHT, WIDTH), data.imageSize(Split.VALIDATION, 0));
    assertEquals(4 * 17 / 255f, sample.image()[17]);
    assertArrayEquals(halves(0, 1), sample.labels());
    assertArrayEquals(new long[] {30, 30}, data.classPixels(Split.TRAIN));
  }

  @Test
  void readsSplitFolders() {
    String[] parts = {"train", "val", "test"};
    for (int p = 0; p < 3; p++) {
      for (int n = 0; n <= p; n++) {
        write(gray(i -> i), parts[p] + "/images/" + n + ".png");
        write(gray(i -> i % 3), parts[p] + "/labels/" + n + ".png");
      }
    }
    FolderSegmentationDataset data = builder().build();
    assertEquals(1, data.size(Split.TRAIN));
    assertEquals(2, data.size(Split.VALIDATION));
    assertEquals(3, data.size(Split.TEST));
    assertEquals(List.of("class0", "class1", "class2"), data.classNames());
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 1", "4, 3, 1", "5, 4, 1", "12, 10, 2"})
  void holdsOutEveryFifthWithoutLists(int images, int train, int validation) {
    for (int n = 0; n < images; n++) {
      write(gray(i -> i), "images/%02d.png".formatted(n));
      write(gray(i -> i % 2), "labels/%02d_mask.png".formatted(n));
    }
    FolderSegmentationDataset data = builder().build();
    assertEquals(train, data.size(Split.TRAIN));
    assertEquals(validation, data.size(Split.VALIDATION));
    String last = images < 5 ? "%02d".formatted(images - 1) : "04";
    assertEquals(last, data.get(Split.VALIDATION, 0).name());
  }

  // ------------------------------------------------------------------ formats

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif"})
  void readsImageFormats(String extension) {
    standard();
    text("val.txt", "b", "c");
    write(gray(i -> i < 30 ? 40 : 200), "images/c." + extension);
    write(gray(i -> 255), "masks/c.png");
    FolderSegmentationDataset data = builder().build();
    float[] image = data.get(Split.VALIDATION, 1).image();
    assertEquals(1, data.channels());
    assertEquals(40 / 255f, image[3], 0.03);
    assertEquals(200 / 255f, image[57], 0.03);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "tif", "bmp", "gif"})
  void readsMaskFormats(String extension) {
    for (String name : List.of("a", "b")) {
      write(gray(i -> i), "images/" + name + ".png");
      write(gray(i -> i < 30 ? 0 : 255), "masks/" + name + "." + extension);
    }
    FolderSegmentationDataset data = builder().build();
    assertArrayEquals(halves(0, 1), data.get(Split.TRAIN, 0).labels());
  }

  @Test
  void readsSixteenBitImages() {
    standard();
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    write(draw(image, i -> 1000 * i), "images/a.png");
    SegmentationSample sample = builder().build().get(Split.TRAIN, 0);
    assertEquals(1, sample.channels());
    assertEquals(1000 * 23 / 65535f, sample.image()[23], 1e-6);
  }

  @Test
  void readsRealNumbersInTiff() {
    standard();
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_FLOAT);
    WritableRaster raster = model.createCompatibleWritableRaster(WIDTH, HEIGHT);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      raster.setSample(i % WIDTH, i / WIDTH, 0, 100f * i - 700);
    }
    write(new BufferedImage(model, raster, false, null), "images/c.tif");
    write(gray(i -> 0), "masks/c.png");
    text("train.txt", "c");
    assertEquals(20 / 59f, builder().build().get(Split.TRAIN, 0).image()[20], 1e-6);
  }

  @Test
  void readsOneBitMasks() {
    standard();
    for (String name : List.of("a", "b")) {
      BufferedImage bits = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
      write(draw(bits, i -> i / 30), "masks/" + name + ".png");
    }
    assertArrayEquals(halves(0, 1), builder().build().get(Split.TRAIN, 0).labels());
  }

  @Test
  void readsColorAndTellsItFromGray() {
    standard();
    write(color(i -> i * 0x10101), "images/a.png");
    assertEquals(1, builder().build().channels());
    assertEquals(3, builder().channels(3).build().get(Split.TRAIN, 0).channels());
    write(color(i -> 0xff8000), "images/a.png");
    FolderSegmentationDataset data = builder().build();
    assertEquals(3, data.channels());
    float[] image = data.get(Split.TRAIN, 0).image();
    assertEquals(1, image[0]);
    assertEquals(128 / 255f, image[60]);
    assertEquals(0, image[120]);
    float[] grayAsColor = data.get(Split.VALIDATION, 0).image();
    assertEquals(180, grayAsColor.length);
    assertEquals(grayAsColor[25], grayAsColor[145]);
    float[] luma = builder().channels(1).build().get(Split.TRAIN, 0).image();
    assertEquals(60, luma.length);
    assertEquals(0.299 + 0.587 * 128 / 255, luma[0], 0.003);
  }

  // ------------------------------------------------------------------ mask values

  @Test
  void readsPaletteMasksAsIndices() {
    standard();
    byte[] red = {0, (byte) 200, 9};
    byte[] green = {0, 0, (byte) 250};
    byte[] blue = {(byte) 255, 30, 9};
    for (String name : List.of("a", "b")) {
      BufferedImage palette =
          new BufferedImage(
              WIDTH,
              HEIGHT,
              BufferedImage.TYPE_BYTE_INDEXED,
              new IndexColorModel(8, 3, red, green, blue));
      write(draw(palette, i -> i % 3), "masks/" + name + ".png");
    }
    FolderSegmentationDataset data = builder().build();
    assertEquals(3, data.classNames().size());
    byte[] labels = data.get(Split.TRAIN, 0).labels();
    for (int i = 0; i < labels.length; i++) {
      assertEquals(i % 3, labels[i]);
    }
  }

  @Test
  void invertsMasksByForeground() {
    standard();
    FolderSegmentationDataset data = builder().foreground(0).build();
    assertArrayEquals(halves(1, 0), data.get(Split.TRAIN, 0).labels());
    assertContains(
        error(builder().foreground(7)), "foreground is 7", "no mask has that value", "0, 255");
    assertContains(error(builder().foreground(0).classes(3)), "2 classes", "classes is 3");
    assertContains(error(builder().foreground(0).ignoreIndex(0)), "both 0");
  }

  @Test
  void leavesOutTheIgnoredIndex() {
    standard();
    for (String name : List.of("a", "b")) {
      write(gray(i -> i < 30 ? 255 : i % 3), "masks/" + name + ".png");
    }
    FolderSegmentationDataset data = builder().ignoreIndex(255).build();
    assertEquals(3, data.classNames().size());
    assertEquals((byte) SegmentationSample.IGNORE, data.get(Split.TRAIN, 0).labels()[0]);
    assertArrayEquals(new long[] {10, 10, 10}, data.classPixels(Split.TRAIN));
    assertContains(error(builder()), "0, 1, 2, 255", "ignore index");
    // An ignored class before others: those move up.
    data = builder().foreground(null).ignoreIndex(0).classes(255).build();
    assertEquals(254, Byte.toUnsignedInt(data.get(Split.TRAIN, 0).labels()[0]));
    assertEquals(0, data.get(Split.TRAIN, 0).labels()[31]);
  }

  @Test
  void namesClasses() {
    standard();
    assertEquals(
        List.of("rest", "cell"),
        builder().classNames(List.of("rest", "cell")).build().classNames());
    text("classes.txt", "0 sky blue", "1 car");
    assertEquals(List.of("sky blue", "car"), builder().build().classNames());
    assertContains(error(builder().classes(3)), "classes is 3", "classes.txt has 2");
    text("classes.txt", "0 sky", "0 car");
    assertContains(error(builder()), "classes.txt has the line \"0 car\"", "index name R G B");
  }

  @Test
  void mapsColorsThroughClassesFile() {
    standard();
    text("classes.txt", "0 Sky 128 128 128", "1 Car 64 0 128", "4 Void 0 0 0", "5 Tree 128 128 0");
    for (String name : List.of("a", "b")) {
      write(
          color(i -> i < 20 ? 0x808080 : i < 30 ? 0 : i < 40 ? 0x808000 : 0x400080),
          "masks/" + name + ".png");
    }
    FolderSegmentationDataset data = builder().ignoreIndex(4).build();
    assertEquals(List.of("Sky", "Car", "Tree"), data.classNames());
    assertArrayEquals(new long[] {20, 20, 10}, data.classPixels(Split.TRAIN));
    byte[] labels = data.get(Split.TRAIN, 0).labels();
    assertEquals(0, labels[0]);
    assertEquals((byte) SegmentationSample.IGNORE, labels[20]);
    assertEquals(2, labels[30]);
    assertEquals(1, labels[59]);
    write(color(i -> 0x010203), "masks/b.png");
    assertContains(
        error(builder()), folder.resolve("masks/b.png"), "(1, 2, 3) (60 pixels)", "(64, 0, 128)");
    text("classes.txt", "0 Sky", "1 Car");
    assertContains(error(builder()), "colored", "classes.txt", "index name R G B");
  }

  @Test
  void readsGrayShadesInColorFilesAsNumbers() {
    standard();
    for (String name : List.of("a", "b")) {
      write(color(i -> i < 30 ? 0 : 0xffffff), "masks/" + name + ".png");
    }
    assertArrayEquals(halves(0, 1), builder().build().get(Split.TRAIN, 0).labels());
  }

  // ------------------------------------------------------------------ errors

  @Test
  void namesAMissingFolder() {
    Path missing = folder.resolve("nothing");
    String message = error(FolderSegmentationDataset.builder(missing));
    assertContains(message, "no such folder: " + missing, "images/", "train.txt", "train/", "val/");
    String expected =
        "no annotations in "
            + folder
            + "; expected masks: images/ with labels/ or masks/, and train.txt and val.txt"
            + " (test.txt) with one name a line; or train/, val/ (test/), each with images/ and"
            + " labels/ or masks/";
    assertEquals(expected, error(builder()));
    write(gray(i -> i), "images/a.png");
    assertEquals(expected, error(builder()));
  }

  @Test
  void namesFilesWithoutPartner() throws IOException {
    standard();
    Files.delete(folder.resolve("masks/b.png"));
    assertContains(error(builder()), "image without mask: " + folder.resolve("images/b.png"));
    Files.delete(folder.resolve("images/b.png"));
    assertContains(error(builder()), folder.resolve("val.txt"), "\"b\"", "no such image");
    standard();
    Files.delete(folder.resolve("train.txt"));
    Files.delete(folder.resolve("val.txt"));
    write(gray(i -> i), "images/c.png");
    assertContains(error(builder()), "image without mask: " + folder.resolve("images/c.png"));
    Files.delete(folder.resolve("images/c.png"));
    write(gray(i -> 0), "masks/c.png");
    assertContains(error(builder()), "mask without image: " + folder.resolve("masks/c.png"));
    write(gray(i -> i), "images/c.png");
    write(gray(i -> i), "images/c.jpg");
    assertContains(error(builder()), "two files of one name", "c.jpg", "c.png");
  }

  @Test
  void namesUnreadableFiles() throws IOException {
    standard();
    text("images/b.png", "no image");
    assertContains(error(builder()), "cannot read " + folder.resolve("images/b.png"), "PNG");
    standard();
    text("masks/a.png", "no image");
    assertContains(error(builder()), "cannot read " + folder.resolve("masks/a.png"));
    standard();
    Path image = folder.resolve("images/b.png");
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));
    assertContains(error(builder()), "cannot read " + image);
  }

  @Test
  void namesDifferentSizes() {
    standard();
    write(new BufferedImage(7, 5, BufferedImage.TYPE_BYTE_GRAY), "masks/b.png");
    assertContains(
        error(builder()),
        folder.resolve("images/b.png") + " is 6x10",
        folder.resolve("masks/b.png") + " is 5x7");
  }

  @Test
  void namesMaskValuesOutsideTheClasses() {
    standard();
    write(gray(i -> i == 8 ? 7 : i % 2), "masks/a.png");
    write(gray(i -> i % 2), "masks/b.png");
    assertContains(
        error(builder().classes(3).ignoreIndex(255)),
        folder.resolve("masks/a.png") + " has the value 7 (1 pixel)",
        "allowed: 0, 1, 2, 255");
    assertContains(error(builder()), "0, 1, 7", "0 and 255", "number of classes");
    assertContains(error(builder().classes(1)), "classes must be from 2 to 255, but is 1");
  }

  @Test
  void namesEmptySplits() throws IOException {
    standard();
    text("val.txt", "");
    assertContains(error(builder()), "no validation images in " + folder, "val.txt");
    assertEquals(1, builder().require(Split.TRAIN).build().size(Split.TRAIN));
    assertContains(error(builder().require(Split.TEST)), "no test images in " + folder);
    Files.delete(folder.resolve("val.txt"));
    assertContains(error(builder()), "no validation images in " + folder);
    text("train.txt", "");
    assertContains(error(builder()), "no training images in " + folder);
  }

  @Test
  void readsAgainWhatIsNotInMemory() {
    standard();
    FolderSegmentationDataset kept = builder().build();
    FolderSegmentationDataset read = builder().cacheBytes(0).build();
    assertArrayEquals(kept.get(Split.TRAIN, 0).image(), read.get(Split.TRAIN, 0).image());
    assertArrayEquals(kept.get(Split.TRAIN, 0).labels(), read.get(Split.TRAIN, 0).labels());
  }

  // ------------------------------------------------------------------ real data

  private static Path shared(String name) {
    return Shared.data(name);
  }

  @Test
  void readsMembranes() {
    FolderSegmentationDataset data =
        FolderSegmentationDataset.builder(shared("isbi2012")).foreground(0).build();
    assertEquals(24, data.size(Split.TRAIN));
    assertEquals(6, data.size(Split.VALIDATION));
    assertEquals(1, data.channels());
    assertEquals(new ImageSize(512, 512), data.imageSize(Split.TRAIN, 0));
    long[] train = data.classPixels(Split.TRAIN);
    long[] validation = data.classPixels(Split.VALIDATION);
    assertEquals(0.2196, (train[1] + validation[1]) / (30.0 * 512 * 512), 1e-4);
  }

  @Test
  void readsNuclei() {
    FolderSegmentationDataset data = FolderSegmentationDataset.builder(shared("nuclei")).build();
    assertEquals(128, data.size(Split.TRAIN));
    assertEquals(32, data.size(Split.VALIDATION));
    assertEquals(1, data.channels());
    assertEquals(2, data.classNames().size());
  }

  @Test
  void readsStreets() {
    FolderSegmentationDataset data =
        FolderSegmentationDataset.builder(shared("camvid")).ignoreIndex(11).build();
    assertEquals(367, data.size(Split.TRAIN));
    assertEquals(101, data.size(Split.VALIDATION));
    assertEquals(233, data.size(Split.TEST));
    assertEquals(3, data.channels());
    assertEquals(11, data.classNames().size());
    assertEquals("Bicyclist", data.classNames().get(10));
    long[] pixels = data.classPixels(Split.TEST);
    double all = 233.0 * 240 * 180;
    assertEquals(0.1719, pixels[0] / all, 1e-4);
    assertEquals(1 - 0.0370, Arrays.stream(pixels).sum() / all, 1e-4);
  }
}

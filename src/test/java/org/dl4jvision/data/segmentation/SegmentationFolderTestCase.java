package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.data.image.EncodedImages;
import org.junit.jupiter.api.io.TempDir;

/** Writes data folders of images and masks, of 6x10 pixels, and tries to read them. */
abstract class SegmentationFolderTestCase {

  static final int HEIGHT = 6;
  static final int WIDTH = 10;

  @TempDir Path folder;

  /** A gray image whose pixel i has the value value(i). */
  static BufferedImage gray(IntUnaryOperator value) {
    return draw(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), value);
  }

  static BufferedImage draw(BufferedImage image, IntUnaryOperator value) {
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, value.applyAsInt(i));
    }
    return image;
  }

  static BufferedImage color(IntUnaryOperator rgb) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, rgb.applyAsInt(i));
    }
    return image;
  }

  /** Numbers of a type of {@link java.awt.image.DataBuffer}, a function of the pixel a band. */
  static BufferedImage numbers(int type, boolean alpha, IntToDoubleFunction... bands) {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(bands.length < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            type);
    WritableRaster raster = model.createCompatibleWritableRaster(WIDTH, HEIGHT);
    for (int band = 0; band < bands.length; band++) {
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        raster.setSample(i % WIDTH, i / WIDTH, band, bands[band].applyAsDouble(i));
      }
    }
    return new BufferedImage(model, raster, false, null);
  }

  void write(BufferedImage image, String file) {
    Path path = folder.resolve(file);
    try {
      Files.createDirectories(path.getParent());
      String name = path.getFileName().toString();
      String format = name.substring(name.lastIndexOf('.') + 1);
      Files.write(path, EncodedImages.encode(image, format));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void delete(String file) {
    try {
      Files.delete(folder.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void text(String file, String... lines) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(file), List.of(lines));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Two pairs, a for training and b for validation, with lists; masks of half 0 and half 255. */
  void standard() {
    for (String name : List.of("a", "b")) {
      write(gray(i -> 4 * i), "images/" + name + ".png");
      write(gray(i -> i < 30 ? 0 : 255), "masks/" + name + ".png");
    }
    text("train.txt", "a");
    text("val.txt", "b");
  }

  FolderSegmentationDataset.Builder builder() {
    return FolderSegmentationDataset.builder(folder);
  }

  String error(FolderSegmentationDataset.Builder builder) {
    return assertThrows(IllegalArgumentException.class, builder::build).getMessage();
  }

  static void assertContains(String message, Object... parts) {
    for (Object part : parts) {
      assertTrue(message.contains(part.toString()), message + "\nlacks: " + part);
    }
  }

  static byte[] halves(int first, int second) {
    byte[] labels = new byte[WIDTH * HEIGHT];
    Arrays.fill(labels, 0, 30, (byte) first);
    Arrays.fill(labels, 30, 60, (byte) second);
    return labels;
  }
}

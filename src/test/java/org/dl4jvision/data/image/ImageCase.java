package org.dl4jvision.data.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import org.dl4jvision.data.ImageFiles;

/**
 * A row of {@code docs/images.md}: a kind of files, and files of this kind with what is read.
 *
 * @param kind of files
 * @param becomes what is made of it
 */
record ImageCase(String kind, String becomes, List<Input> inputs) {

  /**
   * A file.
   *
   * @param mask whether it is read as a mask
   * @param expected the pixels, or the message, FILE standing for the file
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Input(byte[] file, boolean mask, String expected) {}

  static ImageCase of(String kind, String becomes) {
    return new ImageCase(kind, becomes, new ArrayList<>());
  }

  /** Adds a file that is an image of these pixels. */
  ImageCase reads(byte[] file, String expected) {
    inputs.add(new Input(file, false, expected));
    return this;
  }

  /** Adds a file that is a mask of these codes. */
  ImageCase codes(byte[] file, String expected) {
    inputs.add(new Input(file, true, expected));
    return this;
  }

  /** Reads a file: bytes as numbers to 255, colors as hexadecimal numbers, floats from 0 to 1. */
  static String read(Input input, Path file) {
    try {
      Files.write(file, input.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return input.mask() ? text(ImageFiles.readMask(file)) : text(ImageLoader.samples(file));
    } catch (IllegalArgumentException e) {
      return e.getMessage().replace(file.toString(), "FILE");
    }
  }

  private static String text(ImageFiles.Mask mask) {
    return rows(
        mask.height(),
        mask.width(),
        i -> {
          int code = mask.codes()[i];
          return code < ImageFiles.COLOR ? "" + code : "#%06x".formatted(code & 0xffffff);
        });
  }

  private static String text(Samples image) {
    return rows(
        image.height(),
        image.width(),
        i -> {
          int area = image.height() * image.width();
          StringJoiner pixel = new StringJoiner(image.bytes() == null ? "," : "");
          for (int c = 0; c < image.channels(); c++) {
            pixel.add(
                image.bytes() == null
                    ? number(image.floats()[c * area + i])
                    : image.channels() == 1
                        ? "" + (image.bytes()[i] & 0xff)
                        : "%02x".formatted(image.bytes()[c * area + i] & 0xff));
          }
          return pixel.toString();
        });
  }

  private static String number(float value) {
    String digits = String.format(Locale.ROOT, "%.3f", value);
    return digits.replaceAll("\\.?0+$", "");
  }

  private static String rows(int height, int width, IntFunction<String> pixel) {
    StringJoiner rows = new StringJoiner(" / ");
    for (int y = 0; y < height; y++) {
      StringJoiner row = new StringJoiner(" ");
      for (int x = 0; x < width; x++) {
        row.add(pixel.apply(y * width + x));
      }
      rows.add(row.toString());
    }
    return rows.toString();
  }
}

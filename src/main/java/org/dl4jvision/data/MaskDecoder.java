package org.dl4jvision.data;

import java.awt.Dimension;
import java.awt.color.ColorSpace;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import java.util.Arrays;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.image.Decoded;

/** Makes codes of a decoded mask: numbers, indices of a palette, or colors. */
final class MaskDecoder {

  private static final int BLACK = 0;
  private static final int WHITE = 0xffffff;

  private MaskDecoder() {}

  /**
   * The codes of a mask.
   *
   * @throws IllegalArgumentException if values are no whole numbers, or the shape is in the alpha
   *     channel
   */
  static Mask decode(Path file, Decoded image) {
    if (image.colors() instanceof IndexColorModel model) {
      return indices(image, colors(model));
    }
    int bands = image.raster().getNumBands();
    if (bands > 3 && image.colors().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
      throw refusal(file, "is made of inks (CMYK); save it as RGB");
    }
    int[] codes = bands < 3 ? numbers(file, image) : colors(image);
    if (image.colors().hasAlpha()) {
      checkAlpha(file, image, codes, image.ints(bands - 1));
    }
    return mask(image, codes, null);
  }

  private static Mask mask(Decoded image, int[] codes, int[] palette) {
    Dimension size = image.uprightSize();
    return new Mask(size.height, size.width, image.upright(codes), palette, image.loss());
  }

  private static int[] colors(IndexColorModel model) {
    int[] palette = new int[model.getMapSize()];
    model.getRGBs(palette);
    return Arrays.stream(palette).map(color -> color & WHITE).toArray();
  }

  /** Black and white are 0 and 255 whatever their order: that is how they are shown. */
  private static Mask indices(Decoded image, int[] palette) {
    int[] codes = image.ints(0);
    boolean both =
        Arrays.stream(palette).anyMatch(color -> color == BLACK)
            && Arrays.stream(palette).anyMatch(color -> color == WHITE);
    if (!both || Arrays.stream(palette).anyMatch(color -> color != BLACK && color != WHITE)) {
      return mask(image, codes, palette);
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i] = codes[i] < palette.length ? palette[codes[i]] & 0xff : 0;
    }
    return mask(image, codes, null);
  }

  private static int[] numbers(Path file, Decoded image) {
    int type = image.raster().getSampleModel().getDataType();
    boolean plain = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
    if (plain && image.range() == null) {
      return image.ints(0);
    }
    double[] values = image.numbers(0);
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      double value = values[i];
      codes[i] = (int) value;
      if (codes[i] != value || value < 0 || value >= ImageFiles.COLOR) {
        throw refusal(
            file,
            "has the value "
                + (value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value))
                + "; allowed: whole numbers from 0 to "
                + (ImageFiles.COLOR - 1));
      }
    }
    return codes;
  }

  private static int[] colors(Decoded image) {
    int[][] bands = {image.ints(0), image.ints(1), image.ints(2)};
    // Files of 16 bits may hold numbers of 8.
    boolean wide = Arrays.stream(bands).flatMapToInt(Arrays::stream).anyMatch(v -> v > 255);
    int[] codes = new int[bands[0].length];
    Arrays.fill(codes, ImageFiles.COLOR);
    for (int band = 0; band < 3; band++) {
      int bits = image.raster().getSampleModel().getSampleSize(band);
      for (int i = 0; i < codes.length; i++) {
        int value = bands[band][i];
        int eight = bits < 8 ? value * 255 / ((1 << bits) - 1) : wide ? value >> bits - 8 : value;
        codes[i] |= eight << 16 - 8 * band;
      }
    }
    return codes;
  }

  private static void checkAlpha(Path file, Decoded image, int[] codes, int[] alpha) {
    int opaque = (1 << image.colors().getComponentSize(image.colors().getNumComponents() - 1)) - 1;
    if (image.colors().isAlphaPremultiplied()
        && Arrays.stream(alpha).anyMatch(value -> value != opaque)) {
      throw refusal(
          file,
          "has colors that are multiplied by alpha, so that they differ from those meant; save it"
              + " without alpha");
    }
    boolean oneColor = Arrays.stream(codes).allMatch(code -> code == codes[0]);
    boolean shaped = Arrays.stream(alpha).anyMatch(value -> value != alpha[0]);
    if (oneColor && shaped) {
      throw refusal(
          file,
          "has one color, and its shape in the alpha channel; expected masks whose colors or values"
              + " differ: save the alpha channel as a gray image");
    }
  }

  private static IllegalArgumentException refusal(Path file, String problem) {
    return new IllegalArgumentException("mask " + file + " " + problem);
  }
}

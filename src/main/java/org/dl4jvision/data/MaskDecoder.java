package org.dl4jvision.data;

import java.awt.Dimension;
import java.awt.color.ColorSpace;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.image.Decoded;

/** Makes codes of a decoded mask: numbers, indices of a palette, or colors. */
final class MaskDecoder {

  private static final int BLACK = 0;
  private static final int WHITE = 0xffffff;

  private final Path file;
  private final Consumer<Predicate<Decoded>> whole;
  private Boolean wide;
  private boolean alphaChecked;

  /**
   * @param whole goes through all of the image part by part, as long as the work on a part says
   *     that there is more to know; asked where the meaning of a code depends on all others
   */
  MaskDecoder(Path file, Consumer<Predicate<Decoded>> whole) {
    this.file = file;
    this.whole = whole;
  }

  /**
   * The codes of a part of a mask.
   *
   * @throws IllegalArgumentException if values are no whole numbers, or the shape is in the alpha
   *     channel
   */
  Mask decode(Decoded part) {
    if (part.colors() instanceof IndexColorModel model) {
      return indices(part, colors(model));
    }
    int bands = part.raster().getNumBands();
    if (bands > 3 && part.colors().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
      throw refusal("is made of inks (CMYK); save it as RGB");
    }
    int[] codes = codes(part);
    if (part.colors().hasAlpha() && !alphaChecked) {
      checkAlpha(part, codes);
      alphaChecked = true;
    }
    return mask(part, codes, null);
  }

  private int[] codes(Decoded part) {
    return part.raster().getNumBands() < 3 ? numbers(part) : colors(part);
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

  private int[] numbers(Decoded image) {
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

  private int[] colors(Decoded image) {
    int[] codes = new int[image.raster().getHeight() * image.raster().getWidth()];
    Arrays.fill(codes, ImageFiles.COLOR);
    for (int band = 0; band < 3; band++) {
      int bits = bits(image, band);
      int[] values = image.ints(band);
      for (int i = 0; i < codes.length; i++) {
        int value = values[i];
        int eight =
            bits < 8
                ? value * 255 / Math.max(1, (1 << bits) - 1)
                : bits > 8 && isWide() ? value >> bits - 8 : value;
        codes[i] |= eight << 16 - 8 * band;
      }
    }
    return codes;
  }

  private static int bits(Decoded image, int band) {
    return image.raster().getSampleModel().getSampleSize(band);
  }

  /** Files of 16 bits may hold numbers of 8. */
  private boolean isWide() {
    if (wide == null) {
      wide = false;
      whole.accept(
          part -> {
            for (int band = 0; band < 3 && !wide; band++) {
              wide = Arrays.stream(part.ints(band)).anyMatch(value -> value > 255);
            }
            return !wide;
          });
    }
    return wide;
  }

  /** What all colors and all of the alpha channel of a mask are, gone through part by part. */
  private static final class Alpha {
    private Integer code;
    private Integer alpha;
    private boolean oneColor = true;
    private boolean shaped;
    private boolean transparent;

    void add(int[] codes, int[] alphas, int opaque) {
      code = code == null ? Integer.valueOf(codes[0]) : code;
      alpha = alpha == null ? Integer.valueOf(alphas[0]) : alpha;
      int one = code;
      int even = alpha;
      oneColor = oneColor && Arrays.stream(codes).allMatch(value -> value == one);
      shaped = shaped || Arrays.stream(alphas).anyMatch(value -> value != even);
      transparent = transparent || Arrays.stream(alphas).anyMatch(value -> value != opaque);
    }
  }

  private void checkAlpha(Decoded known, int[] codes) {
    int component = known.colors().getNumComponents() - 1;
    int opaque = (1 << known.colors().getComponentSize(component)) - 1;
    boolean multiplied = known.colors().isAlphaPremultiplied();
    Alpha all = new Alpha();
    whole.accept(
        part -> {
          int[] alphas = part.ints(part.raster().getNumBands() - 1);
          all.add(part == known ? codes : codes(part), alphas, opaque);
          return multiplied ? !all.transparent : all.oneColor;
        });
    if (multiplied && all.transparent) {
      throw refusal(
          "has colors that are multiplied by alpha, so that they differ from those meant; save it"
              + " without alpha");
    }
    if (all.oneColor && all.shaped) {
      throw refusal(
          "has one color, and its shape in the alpha channel; expected masks whose colors or values"
              + " differ: save the alpha channel as a gray image");
    }
  }

  private IllegalArgumentException refusal(String problem) {
    return new IllegalArgumentException("mask " + file + " " + problem);
  }
}

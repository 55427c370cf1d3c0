package org.dl4jvision.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dl4jvision.data.ImageFiles.Mask;

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
  static Mask decode(Path file, BufferedImage image) {
    Raster raster = image.getRaster();
    boolean lossy = isJpeg(file);
    if (image.getColorModel() instanceof IndexColorModel model) {
      return indices(raster, colors(model), lossy);
    }
    int bands = raster.getNumBands();
    int[] codes = bands < 3 ? numbers(file, raster) : colors(raster);
    if (image.getColorModel().hasAlpha()) {
      checkAlpha(file, codes, samples(raster, bands - 1));
    }
    return new Mask(image.getHeight(), image.getWidth(), codes, null, lossy);
  }

  /** JPEG files by their first bytes, as they may be called otherwise. */
  private static boolean isJpeg(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.read() == 0xff && stream.read() == 0xd8;
    } catch (IOException e) {
      return ImageFiles.isJpeg(file);
    }
  }

  private static int[] colors(IndexColorModel model) {
    int[] palette = new int[model.getMapSize()];
    model.getRGBs(palette);
    return Arrays.stream(palette).map(color -> color & WHITE).toArray();
  }

  /** Black and white are 0 and 255 whatever their order: that is how they are shown. */
  private static Mask indices(Raster raster, int[] palette, boolean lossy) {
    int[] codes = samples(raster, 0);
    boolean both =
        Arrays.stream(palette).anyMatch(color -> color == BLACK)
            && Arrays.stream(palette).anyMatch(color -> color == WHITE);
    if (!both || Arrays.stream(palette).anyMatch(color -> color != BLACK && color != WHITE)) {
      return new Mask(raster.getHeight(), raster.getWidth(), codes, palette, lossy);
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i] = palette[codes[i]] & 0xff;
    }
    return new Mask(raster.getHeight(), raster.getWidth(), codes, null, lossy);
  }

  private static int[] numbers(Path file, Raster raster) {
    int type = raster.getSampleModel().getDataType();
    if (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT) {
      return samples(raster, 0);
    }
    double[] values =
        raster.getSamples(
            raster.getMinX(),
            raster.getMinY(),
            raster.getWidth(),
            raster.getHeight(),
            0,
            (double[]) null);
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      double value = values[i];
      codes[i] = (int) value;
      if (codes[i] != value || value < 0 || value >= ImageFiles.COLOR) {
        throw new IllegalArgumentException(
            "mask "
                + file
                + " has the value "
                + (value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value))
                + "; allowed: whole numbers from 0 to "
                + (ImageFiles.COLOR - 1));
      }
    }
    return codes;
  }

  private static int[] colors(Raster raster) {
    int[][] bands = {samples(raster, 0), samples(raster, 1), samples(raster, 2)};
    // Files of 16 bits may hold numbers of 8.
    boolean wide = Arrays.stream(bands).flatMapToInt(Arrays::stream).anyMatch(v -> v > 255);
    int[] codes = new int[bands[0].length];
    Arrays.fill(codes, ImageFiles.COLOR);
    for (int band = 0; band < 3; band++) {
      int bits = raster.getSampleModel().getSampleSize(band);
      for (int i = 0; i < codes.length; i++) {
        int value = bands[band][i];
        int eight = bits < 8 ? value * 255 / ((1 << bits) - 1) : wide ? value >> bits - 8 : value;
        codes[i] |= eight << 16 - 8 * band;
      }
    }
    return codes;
  }

  private static void checkAlpha(Path file, int[] codes, int[] alpha) {
    boolean oneColor = Arrays.stream(codes).allMatch(code -> code == codes[0]);
    boolean shaped = Arrays.stream(alpha).anyMatch(value -> value != alpha[0]);
    if (oneColor && shaped) {
      throw new IllegalArgumentException(
          "mask "
              + file
              + " has one color, and its shape in the alpha channel; expected masks whose colors or"
              + " values differ: save the alpha channel as a gray image");
    }
  }

  private static int[] samples(Raster raster, int band) {
    return raster.getSamples(
        raster.getMinX(),
        raster.getMinY(),
        raster.getWidth(),
        raster.getHeight(),
        band,
        (int[]) null);
  }
}

package org.dl4jvision.data.image;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;

/**
 * What decoded samples mean as gray, or as red, green and blue. Colors of a palette are looked up,
 * ink (CMYK) becomes light, alpha is left out and divided by where colors are multiplied by it.
 * Neither gamma nor color profiles are applied.
 */
final class SampleReader {

  private static final int STRIP_PIXELS = 1 << 20;

  private final Decoded image;
  private final int bands;
  private final int channels;
  private final boolean inks;
  private final SampleTraits traits;

  private SampleReader(Decoded image, SampleTraits traits) {
    this.image = image;
    this.traits = traits;
    bands = image.raster().getNumBands();
    channels = bands < 3 ? 1 : 3;
    inks = bands >= 4 && image.colors().getColorSpace().getType() == ColorSpace.TYPE_CMYK;
  }

  /**
   * The samples of a whole image, strip by strip: what is computed on the way takes several times
   * as much memory as they do.
   */
  static Samples read(Decoded image) {
    List<Rectangle> strips = strips(image.uprightSize());
    SampleTraits traits = new SampleTraits(image);
    for (Rectangle strip : strips) {
      if (!traits.add(image.uprightPart(strip))) {
        break;
      }
    }
    if (strips.size() == 1) {
      return read(image, traits);
    }
    Samples whole = null;
    for (Rectangle strip : strips) {
      Samples part = read(image.uprightPart(strip), traits);
      whole = whole == null ? part.roomFor(image.uprightSize()) : whole;
      whole.put(strip.y, part);
    }
    return whole;
  }

  private static List<Rectangle> strips(Dimension size) {
    int rows = Math.max(1, STRIP_PIXELS / size.width);
    List<Rectangle> strips = new ArrayList<>();
    for (int top = 0; top < size.height; top += Math.min(rows, size.height - top)) {
      strips.add(new Rectangle(0, top, size.width, Math.min(rows, size.height - top)));
    }
    return strips;
  }

  /**
   * The samples of a part of an image.
   *
   * @param traits of the whole image, where they concern it
   */
  static Samples read(Decoded image, SampleTraits traits) {
    SampleReader reader = new SampleReader(image, traits);
    if (image.colors() instanceof IndexColorModel palette) {
      return reader.colorsOf(palette);
    }
    return image.range() == null ? reader.whole() : reader.open();
  }

  private Samples samples(int channels, byte[] bytes) {
    byte[] upright = image.orientation().upright(bytes, image.size());
    Dimension size = image.uprightSize();
    return new Samples(channels, size.height, size.width, upright, null);
  }

  private Samples samples(float[] floats) {
    float[] upright = image.orientation().upright(floats, image.size());
    Dimension size = image.uprightSize();
    return new Samples(channels, size.height, size.width, null, upright);
  }

  private Samples colorsOf(IndexColorModel palette) {
    int[] colors = colors(palette);
    int[] indices = image.ints(0);
    int area = indices.length;
    int count = traits.colorful() ? 3 : 1;
    byte[] values = new byte[count * area];
    for (int i = 0; i < area; i++) {
      int color = indices[i] < colors.length ? colors[indices[i]] : 0;
      for (int c = 0; c < count; c++) {
        values[c * area + i] = (byte) (color >> 16 - 8 * c);
      }
    }
    return samples(count, values);
  }

  static int[] colors(IndexColorModel palette) {
    int[] colors = new int[palette.getMapSize()];
    palette.getRGBs(colors);
    return colors;
  }

  /** Samples whose range is not known. */
  private Samples open() {
    return samples(image.range().stretch(channels(image), traits.extent()));
  }

  /** The samples of gray, or of three colors. */
  static double[][] channels(Decoded image) {
    double[][] all = new double[image.raster().getNumBands() < 3 ? 1 : 3][];
    for (int c = 0; c < all.length; c++) {
      all[c] = image.doubles(c);
    }
    return all;
  }

  /** Samples from 0 to the largest number of their bits. */
  private Samples whole() {
    boolean eightBit = true;
    boolean bytes = image.raster().getDataBuffer() instanceof DataBufferByte;
    for (int c = 0; c < channels; c++) {
      eightBit &= bits(c) <= 8;
      bytes &= bits(c) == 8;
    }
    boolean multiplied = image.colors().isAlphaPremultiplied() && bands > channels;
    if (bytes
        && !inks
        && !multiplied
        && image.raster().getSampleModel() instanceof ComponentSampleModel model) {
      return samples(channels, copy(model));
    }
    float[] values = light();
    if (multiplied && !inks) {
      divide(values, shares(channels));
    }
    return eightBit ? samples(channels, steps(values)) : samples(values);
  }

  /** Bits of a sample; the raster may have room for more. */
  private int bits(int band) {
    int room = image.raster().getSampleModel().getSampleSize(band);
    return Math.min(room, image.colors().getComponentSize(band));
  }

  /** The bytes as they are. */
  private byte[] copy(ComponentSampleModel model) {
    DataBufferByte buffer = (DataBufferByte) image.raster().getDataBuffer();
    int[] offsets = buffer.getOffsets();
    int left = image.raster().getMinX() - image.raster().getSampleModelTranslateX();
    int top = image.raster().getMinY() - image.raster().getSampleModelTranslateY();
    Dimension size = image.size();
    byte[] values = new byte[channels * size.height * size.width];
    int to = 0;
    for (int c = 0; c < channels; c++) {
      int bank = model.getBankIndices()[c];
      byte[] data = buffer.getData(bank);
      for (int y = 0; y < size.height; y++) {
        int from = offsets[bank] + model.getOffset(left, top + y, c);
        for (int x = 0; x < size.width; x++) {
          values[to++] = data[from];
          from += model.getPixelStride();
        }
      }
    }
    return values;
  }

  private float[] light() {
    int area = image.size().height * image.size().width;
    float[] values = new float[channels * area];
    float[] black = inks ? shares(3) : null;
    for (int c = 0; c < channels; c++) {
      float[] shares = shares(c);
      if (inks) {
        for (int i = 0; i < area; i++) {
          shares[i] = (1 - shares[i]) * (1 - black[i]);
        }
      }
      System.arraycopy(shares, 0, values, c * area, area);
    }
    return values;
  }

  /** The samples of a channel as shares of the largest that their bits can hold. */
  private float[] shares(int band) {
    // A channel may have no bits: then all is 0.
    float scale = (float) (1 / Math.max(1, Math.pow(2, bits(band)) - 1));
    int[] samples = image.ints(band);
    float[] shares = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      shares[i] = samples[i] * scale;
    }
    return shares;
  }

  /** Takes back that colors were multiplied by alpha. */
  private static void divide(float[] values, float[] alpha) {
    for (int i = 0; i < values.length; i++) {
      float share = alpha[i % alpha.length];
      values[i] = share > 0 ? Math.min(1, values[i] / share) : values[i];
    }
  }

  private static byte[] steps(float[] values) {
    byte[] steps = new byte[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) Math.round(255 * values[i]);
    }
    return steps;
  }
}

package org.dl4jvision.data.image;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/**
 * An image, decoded as it is stored.
 *
 * @param raster its samples
 * @param colors what the samples of a pixel mean
 * @param loss what kind of file has changed samples by its compression, for messages, such as
 *     "JPEG"; null where they are exact
 * @param orientation how the stored pixels lie
 * @param range of samples that may be any numbers; null for whole numbers from 0 to the largest
 *     that their bits can hold
 */
public record Decoded(
    Raster raster, ColorModel colors, String loss, Orientation orientation, OpenRange range) {

  static Decoded of(BufferedImage image) {
    return of(image.getRaster(), image.getColorModel());
  }

  static Decoded of(Raster raster, ColorModel colors) {
    return new Decoded(raster, colors, null, Orientation.UPRIGHT, null);
  }

  Decoded withLoss(String loss) {
    return new Decoded(raster, colors, loss, orientation, range);
  }

  Decoded withOrientation(Orientation orientation) {
    return new Decoded(raster, colors, loss, orientation, range);
  }

  Decoded withRange(OpenRange range) {
    return new Decoded(raster, colors, loss, orientation, range);
  }

  /** Some of these pixels, as they are stored. */
  Decoded part(Rectangle pixels) {
    if (pixels.getSize().equals(size())) {
      return this;
    }
    Raster part =
        raster.createChild(
            raster.getMinX() + pixels.x,
            raster.getMinY() + pixels.y,
            pixels.width,
            pixels.height,
            0,
            0,
            null);
    return new Decoded(part, colors, loss, orientation, range);
  }

  /** The pixels of a window of the upright image. */
  Decoded uprightPart(Rectangle window) {
    return part(orientation.stored(window, size()));
  }

  /** The stored size. */
  Dimension size() {
    return new Dimension(raster.getWidth(), raster.getHeight());
  }

  /** The size after {@link #upright}. */
  public Dimension uprightSize() {
    return orientation.upright(size());
  }

  /** Turns one number a pixel, row by row, upright. */
  public int[] upright(int[] stored) {
    return orientation.upright(stored, size());
  }

  /** The samples of a channel, row by row. */
  public int[] ints(int band) {
    return raster.getSamples(
        raster.getMinX(),
        raster.getMinY(),
        raster.getWidth(),
        raster.getHeight(),
        band,
        (int[]) null);
  }

  /** The numbers of a channel, row by row: what {@link #doubles} stand for. */
  public double[] numbers(int band) {
    double[] numbers = doubles(band);
    if (range != null) {
      range.decode(numbers);
    }
    return numbers;
  }

  /** The samples of a channel, row by row, as Java has them: unsigned ones may be negative. */
  double[] doubles(int band) {
    return raster.getSamples(
        raster.getMinX(),
        raster.getMinY(),
        raster.getWidth(),
        raster.getHeight(),
        band,
        (double[]) null);
  }
}

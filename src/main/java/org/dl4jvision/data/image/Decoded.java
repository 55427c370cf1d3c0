package org.dl4jvision.data.image;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/**
 * An image, decoded as it is stored.
 *
 * @param raster its samples
 * @param colors what the samples of a pixel mean
 * @param lossy whether compression has changed samples
 * @param orientation how the stored pixels lie
 * @param range of samples that may be any numbers; null for whole numbers from 0 to the largest
 *     that their bits can hold
 */
public record Decoded(
    Raster raster, ColorModel colors, boolean lossy, Orientation orientation, OpenRange range) {

  static Decoded of(BufferedImage image) {
    return of(image.getRaster(), image.getColorModel());
  }

  static Decoded of(Raster raster, ColorModel colors) {
    return new Decoded(raster, colors, false, Orientation.UPRIGHT, null);
  }

  Decoded asLossy() {
    return new Decoded(raster, colors, true, orientation, range);
  }

  Decoded withOrientation(Orientation orientation) {
    return new Decoded(raster, colors, lossy, orientation, range);
  }

  Decoded withRange(OpenRange range) {
    return new Decoded(raster, colors, lossy, orientation, range);
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

  /** The samples of a channel, row by row. */
  public double[] doubles(int band) {
    return raster.getSamples(
        raster.getMinX(),
        raster.getMinY(),
        raster.getWidth(),
        raster.getHeight(),
        band,
        (double[]) null);
  }
}

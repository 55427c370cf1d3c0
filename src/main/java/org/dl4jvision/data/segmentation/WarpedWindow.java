package org.dl4jvision.data.segmentation;

import java.util.Arrays;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Mirror;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.augmentation.Warp;

/**
 * A sample whose pixels are moved, of which a window is read that has all that it shows: images by
 * bilinear interpolation, labels by the nearest pixel. Beyond the border an image goes on as its
 * mirror image, as networks see it where images are padded, and labels are void: a mirrored object
 * is no other one.
 *
 * @param warp how pixels move
 * @param size of the result
 * @param x column of the image that comes to lie in the middle
 * @param y row of the image that comes to lie in the middle
 * @param window what is read
 */
record WarpedWindow(Warp warp, ImageSize size, double x, double y, Region window) {

  /** A window around a place of an image, with all that the result shows of it. */
  static WarpedWindow of(Warp warp, ImageSize size, double x, double y, ImageSize image) {
    double[] reach = warp.reach(size);
    int left = start(x - reach[0], image.width());
    int top = start(y - reach[1], image.height());
    int right = end(x + reach[0], left, image.width());
    int bottom = end(y + reach[1], top, image.height());
    return new WarpedWindow(warp, size, x, y, new Region(top, left, bottom - top, right - left));
  }

  /** Interpolation needs a pixel more. */
  private static int start(double first, int length) {
    return (int) Math.max(0, Math.min(length - 1, Math.floor(first) - 1));
  }

  private static int end(double last, int start, int length) {
    return (int) Math.max(start + 1, Math.min(length, Math.ceil(last) + 1));
  }

  /**
   * Moves the pixels.
   *
   * @param part what was read
   */
  SegmentationSample apply(SegmentationSample part) {
    int area = size.height() * size.width();
    int channels = part.channels();
    int plane = part.height() * part.width();
    float[] from = part.image();
    float[] image = new float[channels * area];
    byte[] labels = part.labels() == null ? null : new byte[area];
    if (labels != null) {
      Arrays.fill(labels, (byte) SegmentationSample.IGNORE);
    }
    double[] source = new double[2];
    for (int row = 0, to = 0; row < size.height(); row++) {
      for (int column = 0; column < size.width(); column++, to++) {
        warp.source(column + 0.5 - size.width() / 2.0, row + 0.5 - size.height() / 2.0, source);
        double u = source[0] + x - window.left();
        double v = source[1] + y - window.top();
        if (labels != null && u >= 0 && v >= 0 && u < part.width() && v < part.height()) {
          labels[to] = part.labels()[(int) v * part.width() + (int) u];
        }
        int left = (int) Math.floor(u - 0.5);
        int top = (int) Math.floor(v - 0.5);
        float shareX = (float) (u - 0.5 - left);
        float shareY = (float) (v - 0.5 - top);
        int x1 = mirror(left, part.width());
        int x2 = mirror(left + 1, part.width());
        int y1 = mirror(top, part.height()) * part.width();
        int y2 = mirror(top + 1, part.height()) * part.width();
        for (int c = 0, p = 0; c < channels; c++, p += plane) {
          float above = from[p + y1 + x1] + shareX * (from[p + y1 + x2] - from[p + y1 + x1]);
          float below = from[p + y2 + x1] + shareX * (from[p + y2 + x2] - from[p + y2 + x1]);
          image[c * area + to] = above + shareY * (below - above);
        }
      }
    }
    return new SegmentationSample(
        part.name(), channels, size.height(), size.width(), image, labels);
  }

  private static int mirror(int index, int length) {
    return index >= 0 && index < length ? index : Mirror.index(Math.abs(index), length);
  }
}

package org.dl4jvision.data;

import java.util.Arrays;

/** Finds the pixels whose centers are inside of polygons, row by row. */
final class PolygonFiller {

  private PolygonFiller() {}

  /**
   * The pixels inside of an odd number of rings. A center on an edge counts as right of it and
   * below it, so that polygons that share an edge share no pixel.
   *
   * @param rings x and y in turn
   * @param window of whose rows pixels are found
   */
  static PixelRegion fill(double[][] rings, ImageSize size, Region window) {
    PixelRegion.Builder region = new PixelRegion.Builder(size);
    double[] crossings = new double[8];
    int end = Math.min(window.bottom(), lastRow(rings, size));
    for (int y = Math.max(window.top(), firstRow(rings)); y < end; y++) {
      int count = 0;
      for (double[] ring : rings) {
        for (int from = ring.length - 2, to = 0; to < ring.length; from = to, to += 2) {
          double above = ring[from + 1] - (y + 0.5);
          double below = ring[to + 1] - (y + 0.5);
          if (above <= 0 != below <= 0) {
            crossings = count < crossings.length ? crossings : Arrays.copyOf(crossings, 2 * count);
            crossings[count++] = crossing(ring[from], above, ring[to], below);
          }
        }
      }
      Arrays.sort(crossings, 0, count);
      for (int i = 0; i + 1 < count; i += 2) {
        region.run(y, pixel(crossings[i], size), pixel(crossings[i + 1], size));
      }
    }
    return region.build();
  }

  /** Where an edge crosses a row: the same number whichever way the edge runs. */
  private static double crossing(double fromX, double above, double toX, double below) {
    return above < below
        ? fromX + (toX - fromX) * (above / (above - below))
        : toX + (fromX - toX) * (below / (below - above));
  }

  /** The first column whose center is not left of x, 0 to the image's width. */
  private static int pixel(double x, ImageSize size) {
    return (int) Math.max(0, Math.min(size.width(), Math.ceil(x - 0.5)));
  }

  private static int firstRow(double[][] rings) {
    double top = Double.POSITIVE_INFINITY;
    for (double[] ring : rings) {
      for (int i = 1; i < ring.length; i += 2) {
        top = Math.min(top, ring[i]);
      }
    }
    return (int) Math.max(0, Math.floor(top - 0.5));
  }

  private static int lastRow(double[][] rings, ImageSize size) {
    double bottom = Double.NEGATIVE_INFINITY;
    for (double[] ring : rings) {
      for (int i = 1; i < ring.length; i += 2) {
        bottom = Math.max(bottom, ring[i]);
      }
    }
    return (int) Math.min(size.height(), Math.ceil(bottom + 0.5));
  }
}

package org.dl4jvision.loss.spatial;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The exact Euclidean distance transform, in time linear in the number of pixels: one dimension
 * after the other, the lower envelope of a parabola a pixel. Distances are between the centers of
 * pixels, neighbors being 1 apart where no spacing is given.
 *
 * @see <a href="https://doi.org/10.4086/toc.2012.v008a019">Felzenszwalb, Huttenlocher (2012)</a>
 */
public final class DistanceTransform {

  private static final double NOWHERE = Double.POSITIVE_INFINITY;

  private DistanceTransform() {}

  /** The squared distance of every pixel to the nearest of some; infinite if there are none. */
  static double[] squared(int[] shape, BitSet nearest) {
    double[] ones = new double[shape.length];
    Arrays.fill(ones, 1);
    return squared(shape, ones, nearest);
  }

  /**
   * The squared distance of every pixel to the nearest of some, where neighbors are not 1 apart;
   * infinite if there are none.
   *
   * @param shape one to three spatial sizes
   * @param spacing the distance of neighbors along each dimension, finite numbers > 0
   * @param nearest the pixels to which distances are wanted, in 'c' order
   */
  public static double[] squared(int[] shape, double[] spacing, BitSet nearest) {
    double[] distances = new double[Lines.size(shape)];
    Arrays.setAll(distances, i -> nearest.get(i) ? 0 : NOWHERE);
    for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
      Lines lines = Lines.of(shape, dimension);
      Envelope envelope = new Envelope(lines.length(), spacing[dimension]);
      for (int line = 0; line < lines.count(); line++) {
        envelope.replace(distances, lines.start(line), lines.stride());
      }
    }
    return distances;
  }

  /**
   * The distance of every pixel of the background to the nearest one of the foreground, and minus
   * the distance of every pixel of the foreground to the nearest one of the background. It is 0
   * throughout where one of them is empty, and at pixels that do not count.
   */
  static double[] signed(int[] shape, BitSet foreground, BitSet counted) {
    double[] result = new double[Lines.size(shape)];
    BitSet inside = (BitSet) foreground.clone();
    BitSet outside = new BitSet(result.length);
    if (counted == null) {
      outside.set(0, result.length);
    } else {
      inside.and(counted);
      outside.or(counted);
    }
    outside.andNot(inside);
    if (inside.isEmpty() || outside.isEmpty()) {
      return result;
    }
    double[] toInside = squared(shape, inside);
    double[] toOutside = squared(shape, outside);
    for (int i = 0; i < result.length; i++) {
      if (inside.get(i)) {
        result[i] = -Math.sqrt(toOutside[i]);
      } else if (outside.get(i)) {
        result[i] = Math.sqrt(toInside[i]);
      }
    }
    return result;
  }

  /** The lowest of the parabolas (spacing (q - v))^2 + f(v) over a line, at every q. */
  private static final class Envelope {
    private final double[] heights;
    private final int[] vertices;
    private final double[] from;
    private final double spacing;

    Envelope(int length, double spacing) {
      this.spacing = spacing;
      heights = new double[length];
      vertices = new int[length];
      from = new double[length];
    }

    /**
     * Replaces f by its envelope. Where the spacing is 1 all are whole numbers: nothing is lost.
     */
    void replace(double[] f, int start, int stride) {
      double square = spacing * spacing;
      int last = -1;
      for (int q = 0; q < heights.length; q++) {
        double height = f[start + q * stride];
        heights[q] = height;
        if (height == NOWHERE) {
          continue;
        }
        double crossing = -NOWHERE;
        while (last >= 0) {
          int v = vertices[last];
          double rise = height - heights[v] + square * ((double) q * q - (double) v * v);
          crossing = rise / (2 * square * (q - v));
          if (crossing > from[last]) {
            break;
          }
          last--;
        }
        last++;
        vertices[last] = q;
        from[last] = last == 0 ? -NOWHERE : crossing;
      }
      if (last < 0) {
        return;
      }
      int at = 0;
      for (int q = 0; q < heights.length; q++) {
        while (at < last && from[at + 1] < q) {
          at++;
        }
        double distance = spacing * (q - vertices[at]);
        f[start + q * stride] = distance * distance + heights[vertices[at]];
      }
    }
  }
}

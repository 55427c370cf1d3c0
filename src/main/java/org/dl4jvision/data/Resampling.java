package org.dl4jvision.data;

import java.util.Arrays;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ResampledAxis.Share;

/**
 * Gives images another size. A value is the mean over the area that its pixel covers along an axis
 * that shrinks, and interpolated linearly between the centers of pixels along one that grows, at
 * the borders constant. A class is the one that covers most of a pixel, of several the one of the
 * lowest index.
 *
 * <p>A window of the new image is made of a window of the old one, with exactly the numbers that
 * the whole would have there.
 */
public final class Resampling {

  private final ImageSize to;
  private final ResampledAxis rows;
  private final ResampledAxis columns;

  /**
   * @param from the old size
   * @param to the new size
   */
  public Resampling(ImageSize from, ImageSize to) {
    this.to = to;
    rows = new ResampledAxis(from.height(), to.height());
    columns = new ResampledAxis(from.width(), to.width());
  }

  /**
   * The window of the old image that a window of the new one is made of.
   *
   * @throws IllegalArgumentException if the new image has no such window
   */
  public Region source(Region window) {
    window.requireIn(to);
    int top = rows.mean(window.top()).first();
    int left = columns.mean(window.left()).first();
    return new Region(
        top,
        left,
        rows.mean(window.bottom() - 1).end() - top,
        columns.mean(window.right() - 1).end() - left);
  }

  /**
   * The values in a window of the new image.
   *
   * @param old those in its {@link #source}, {@code [channels][height][width]}
   * @return {@code [channels][height][width]} of the window
   */
  public float[] values(float[] old, int channels, Region window) {
    Region source = checkedSource(window, channels, old.length);
    Share[] above = ResampledAxis.shares(rows::mean, window.top(), window.bottom());
    Share[] beside = ResampledAxis.shares(columns::mean, window.left(), window.right());
    double weight = (double) rows.meanSum() * columns.meanSum();
    float[] values = new float[Math.toIntExact(channels * window.area())];
    double[] sums = new double[source.width()];
    int to = 0;
    for (int c = 0; c < channels; c++) {
      int plane = c * source.height() - source.top();
      for (Share row : above) {
        sumColumns(old, plane, row, sums);
        for (Share column : beside) {
          double sum = 0;
          int from = column.first() - source.left();
          for (double share : column.weights()) {
            sum += share * sums[from++];
          }
          values[to++] = (float) (sum / weight);
        }
      }
    }
    return values;
  }

  private static void sumColumns(float[] old, int plane, Share row, double[] sums) {
    Arrays.fill(sums, 0);
    for (int k = 0; k < row.weights().length; k++) {
      int from = (plane + row.first() + k) * sums.length;
      double weight = row.weights()[k];
      for (int x = 0; x < sums.length; x++) {
        sums[x] += weight * old[from + x];
      }
    }
  }

  /**
   * The classes in a window of the new image.
   *
   * @param old those in its {@link #source}, row by row, as unsigned bytes
   * @return those of the window, row by row
   */
  public byte[] classes(byte[] old, Region window) {
    Region source = checkedSource(window, 1, old.length);
    Share[] above = ResampledAxis.shares(rows::covered, window.top(), window.bottom());
    Share[] beside = ResampledAxis.shares(columns::covered, window.left(), window.right());
    byte[] classes = new byte[Math.toIntExact(window.area())];
    Areas areas = new Areas();
    int to = 0;
    for (Share row : above) {
      for (Share column : beside) {
        for (int k = 0; k < row.weights().length; k++) {
          int from = (row.first() + k - source.top()) * source.width();
          from += column.first() - source.left();
          for (double share : column.weights()) {
            areas.add(Byte.toUnsignedInt(old[from++]), row.weights()[k] * share);
          }
        }
        classes[to++] = (byte) areas.takeLargest();
      }
    }
    return classes;
  }

  private Region checkedSource(Region window, int channels, int length) {
    Region source = source(window);
    long wanted = channels * source.area();
    Check.that(length == wanted, "number of old values", length, wanted + ", of " + source);
    return source;
  }

  /** The areas of the classes on a pixel. Most pixels have one, so that few are looked at. */
  private static final class Areas {
    private final double[] areas = new double[256];
    private final int[] present = new int[256];
    private int count;

    void add(int index, double area) {
      if (areas[index] == 0) {
        present[count++] = index;
      }
      areas[index] += area;
    }

    int takeLargest() {
      int largest = present[0];
      for (int i = 1; i < count; i++) {
        int index = present[i];
        if (areas[index] > areas[largest] || areas[index] == areas[largest] && index < largest) {
          largest = index;
        }
      }
      while (count > 0) {
        areas[present[--count]] = 0;
      }
      return largest;
    }
  }
}

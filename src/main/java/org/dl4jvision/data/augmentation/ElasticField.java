package org.dl4jvision.data.augmentation;

import java.util.random.RandomGenerator;
import org.dl4jvision.data.ImageSize;

/**
 * Smooth random displacements: cubic B-splines between control points on a grid, each displaced at
 * random. Beyond the picture they go on as they are at its border. Immutable.
 */
public final class ElasticField {

  /** Displacements of control points are cut off at so many standard deviations. */
  private static final double CUT = 2;

  /** Control points that a place depends on, each way. */
  private static final int TAPS = 4;

  private final double spacing;
  private final double middleX;
  private final double middleY;
  private final int columns;
  private final int rows;
  private final float[] x;
  private final float[] y;
  private final double most;

  /**
   * Draws a field.
   *
   * @param size of the picture
   * @param strength standard deviation of the displacement of control points, in pixels
   * @param spacing of control points, in pixels
   */
  public ElasticField(ImageSize size, double strength, double spacing, RandomGenerator random) {
    this.spacing = spacing;
    middleX = size.width() / 2.0;
    middleY = size.height() / 2.0;
    columns = (int) Math.ceil(size.width() / spacing) + TAPS;
    rows = (int) Math.ceil(size.height() / spacing) + TAPS;
    x = new float[columns * rows];
    y = new float[x.length];
    double largest = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (strength * cut(random.nextGaussian()));
      y[i] = (float) (strength * cut(random.nextGaussian()));
      largest = Math.max(largest, Math.max(Math.abs(x[i]), Math.abs(y[i])));
    }
    most = largest;
  }

  private static double cut(double value) {
    return Math.max(-CUT, Math.min(CUT, value));
  }

  /** No displacement is larger, in any direction of an axis. */
  double most() {
    return most;
  }

  /**
   * The displacement at a place.
   *
   * @param right from the middle of the picture
   * @param down from the middle of the picture
   * @param to becomes the displacement to the right and down
   */
  void at(double right, double down, double[] to) {
    double u = place(right + middleX, columns);
    double v = place(down + middleY, rows);
    int column = (int) u;
    int row = (int) v;
    double a = weight(0, u - column);
    double b = weight(1, u - column);
    double c = weight(2, u - column);
    double d = weight(3, u - column);
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < TAPS; i++) {
      double vertical = weight(i, v - row);
      int at = (row + i) * columns + column;
      sumX += vertical * (a * x[at] + b * x[at + 1] + c * x[at + 2] + d * x[at + 3]);
      sumY += vertical * (a * y[at] + b * y[at + 1] + c * y[at + 2] + d * y[at + 3]);
    }
    to[0] = sumX;
    to[1] = sumY;
  }

  private double place(double pixels, int points) {
    return Math.max(0, Math.min(points - TAPS, pixels / spacing));
  }

  /** Cubic B-spline; t is how far a place is between the second and the third control point. */
  private static double weight(int tap, double t) {
    return switch (tap) {
      case 0 -> (1 - t) * (1 - t) * (1 - t) / 6;
      case 1 -> (3 * t * t * t - 6 * t * t + 4) / 6;
      case 2 -> (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6;
      default -> t * t * t / 6;
    };
  }
}

package org.dl4jvision.metric.segmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Dice, precision and recall of one class by the probability from which a pixel is counted to it,
 * over all pixels together: 0.5 is what a prediction takes, but another may suit better.
 */
public final class ThresholdCurve {

  /** Steps from 0 to 1. */
  private static final int STEPS = 100;

  /** Pixels by how many of the thresholds their probability is above. */
  private final long[] positives = new long[STEPS + 1];

  private final long[] negatives = new long[STEPS + 1];

  /**
   * A threshold.
   *
   * @param threshold a pixel of a probability above it is of the class
   * @param dice of the pixels
   * @param precision NaN where no pixel is above
   * @param recall NaN where the ground truth has no pixel
   */
  public record Point(double threshold, double dice, double precision, double recall) {}

  /**
   * Counts a pixel.
   *
   * @param probability of the class, 0 to 1
   * @param positive whether it is of the class
   */
  public void add(double probability, boolean positive) {
    int above = (int) Math.ceil(STEPS * Math.max(0, Math.min(1, probability)));
    (positive ? positives : negatives)[above]++;
  }

  /** The curve, by rising thresholds from 0 to 0.99. */
  public List<Point> points() {
    List<Point> points = new ArrayList<>();
    long all = 0;
    for (long count : positives) {
      all += count;
    }
    for (int k = 0; k < STEPS; k++) {
      long right = 0;
      long wrong = 0;
      for (int above = k + 1; above <= STEPS; above++) {
        right += positives[above];
        wrong += negatives[above];
      }
      points.add(
          new Point(
              (double) k / STEPS,
              ratio(2 * right, right + wrong + all),
              ratio(right, right + wrong),
              ratio(right, all)));
    }
    return points;
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }

  /** The point of the highest Dice, of equal ones the nearest to 0.5. */
  public Point best() {
    return points().stream()
        .filter(point -> !Double.isNaN(point.dice()))
        .max(
            Comparator.comparingDouble(Point::dice)
                .thenComparing(point -> -Math.abs(point.threshold() - 0.5)))
        .orElse(new Point(0.5, Double.NaN, Double.NaN, Double.NaN));
  }
}

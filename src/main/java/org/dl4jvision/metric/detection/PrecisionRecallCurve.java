package org.dl4jvision.metric.detection;

import java.util.Arrays;
import org.dl4jvision.check.Check;

/**
 * Precision and recall of a class's detections as one lowers the score that is asked for: point i
 * is that of the i + 1 highest-scoring detections. Immutable.
 *
 * <p>Detections that neither count as right nor as wrong (those of crowds and difficult objects)
 * are no points. Without objects to find recall and all averages are NaN.
 */
public final class PrecisionRecallCurve {

  /** Points of recall at which COCO averages precision: 0, 0.01, .. 1. */
  public static final int COCO_POINTS = 101;

  /** Points of recall at which Pascal VOC averaged precision until 2009: 0, 0.1, .. 1. */
  public static final int VOC_2007_POINTS = 11;

  private final int objects;
  private final double[] scores;
  private final double[] precision;
  private final double[] recall;

  /**
   * @param objects how many there are to find
   * @param scores of the detections, the highest-scoring first
   * @param found whether each found an object that none before had found
   */
  PrecisionRecallCurve(int objects, double[] scores, boolean[] found) {
    this.objects = objects;
    this.scores = scores.clone();
    precision = new double[scores.length];
    recall = new double[scores.length];
    int right = 0;
    for (int i = 0; i < scores.length; i++) {
      right += found[i] ? 1 : 0;
      precision[i] = (double) right / (i + 1);
      recall[i] = objects == 0 ? Double.NaN : (double) right / objects;
    }
  }

  /** Returns how many objects there are to find. */
  public int objects() {
    return objects;
  }

  /** Returns the scores of the points, the highest first. */
  public double[] scores() {
    return scores.clone();
  }

  /** Returns the share of detections that are right at each point, 0 to 1. */
  public double[] precision() {
    return precision.clone();
  }

  /** Returns the share of objects that are found at each point, rising, 0 to 1. */
  public double[] recall() {
    return recall.clone();
  }

  /** Returns the recall of all detections; it is NaN without objects. */
  public double maxRecall() {
    if (objects == 0) {
      return Double.NaN;
    }
    return recall.length == 0 ? 0 : recall[recall.length - 1];
  }

  /**
   * The mean, over recalls evenly spaced from 0 to 1, of the best precision at that recall or a
   * higher one; 0 where it is not reached.
   *
   * @param points at least 2, such as {@link #COCO_POINTS} or {@link #VOC_2007_POINTS}
   */
  public double interpolated(int points) {
    Check.atLeast("points", points, 2);
    if (objects == 0) {
      return Double.NaN;
    }
    double[] best = bestFromHere();
    double step = 1.0 / (points - 1);
    double sum = 0;
    int at = 0;
    for (int i = 0; i < points; i++) {
      double asked = i == points - 1 ? 1 : i * step;
      while (at < recall.length && recall[at] < asked) {
        at++;
      }
      sum += at < recall.length ? best[at] : 0;
    }
    return sum / points;
  }

  /**
   * The area under the curve with its precision made monotone, as Pascal VOC computes it from 2010
   * on.
   */
  public double area() {
    if (objects == 0) {
      return Double.NaN;
    }
    double[] best = bestFromHere();
    double area = 0;
    double before = 0;
    for (int i = 0; i < recall.length; i++) {
      area += (recall[i] - before) * best[i];
      before = recall[i];
    }
    return area;
  }

  /** The best precision at a point or one after it. */
  private double[] bestFromHere() {
    double[] best = Arrays.copyOf(precision, precision.length);
    for (int i = best.length - 2; i >= 0; i--) {
      best[i] = Math.max(best[i], best[i + 1]);
    }
    return best;
  }
}

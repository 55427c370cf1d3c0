package org.dl4jvision.metric.calibration;

/**
 * The predictions whose largest probability lies in a range.
 *
 * @param from the lower end of the range, included
 * @param to its upper end, excluded but for 1
 * @param count how many there are
 * @param confidence the mean of their largest probabilities; NaN where there are none
 * @param accuracy the share of them that is right; NaN where there are none
 */
public record ReliabilityBin(
    double from, double to, long count, double confidence, double accuracy) {

  /** How far the confidence is from the accuracy, whatever the direction; NaN where empty. */
  public double gap() {
    return Math.abs(confidence - accuracy);
  }
}

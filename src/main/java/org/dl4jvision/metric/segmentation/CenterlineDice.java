package org.dl4jvision.metric.segmentation;

import java.util.BitSet;

/**
 * How well thin structures, such as vessels and roads, are connected: the share of the predicted
 * skeleton that lies in the ground truth, and that of the true skeleton that lies in the
 * prediction. Unlike Dice it does not mind how wide they are, and minds every gap. Skeletons are
 * those of {@code Skeleton}, of single pixels; the loss of the same name uses soft ones, which have
 * a derivative.
 *
 * @param precision the share of the predicted skeleton that is in the ground truth, 0 to 1
 * @param sensitivity the share of the true skeleton that is in the prediction, 0 to 1
 * @see <a href="https://arxiv.org/abs/2003.07311">Shit et al. (2021)</a>
 */
public record CenterlineDice(double precision, double sensitivity) {

  /**
   * Measures a mask.
   *
   * @param truth the pixels of the class, row by row
   * @param prediction the same of what was predicted
   * @return NaN, both, where the class is in neither; 0 where it is in one only
   */
  public static CenterlineDice of(BitSet truth, BitSet prediction, int width, int height) {
    if (truth.isEmpty() && prediction.isEmpty()) {
      return new CenterlineDice(Double.NaN, Double.NaN);
    }
    return new CenterlineDice(
        share(Skeleton.of(prediction, width, height), truth),
        share(Skeleton.of(truth, width, height), prediction));
  }

  private static double share(BitSet skeleton, BitSet mask) {
    int all = skeleton.cardinality();
    BitSet inside = (BitSet) skeleton.clone();
    inside.and(mask);
    return all == 0 ? 0 : (double) inside.cardinality() / all;
  }

  /** The harmonic mean of both: clDice, 0 to 1. */
  public double value() {
    double sum = precision + sensitivity;
    return sum == 0 ? 0 : 2 * precision * sensitivity / sum;
  }
}

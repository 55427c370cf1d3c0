package org.dl4jvision.loss.spatial;

import java.util.BitSet;

/**
 * Signed distances in pixels to the boundary of what is above 0.5: positive outside, negative
 * inside, 0 where there is no boundary.
 */
public final class Distances {

  /** At most 64 MB: labels come again, predictions never do. */
  private static final DistanceCache LABELS = new DistanceCache(1 << 23);

  private Distances() {}

  /**
   * Distances of labels, which are kept for the next epoch. Not to be changed.
   *
   * @param shape one to three spatial sizes
   * @param labels a number a pixel
   * @param counted the pixels that count; null where all do
   */
  public static double[] ofLabels(int[] shape, double[] labels, BitSet counted) {
    return LABELS.signed(shape, above(labels), counted);
  }

  /** Distances of predictions, which are computed each time. */
  public static double[] ofPredictions(int[] shape, double[] predictions, BitSet counted) {
    return DistanceTransform.signed(shape, above(predictions), counted);
  }

  private static BitSet above(double[] values) {
    BitSet above = new BitSet(values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0.5) {
        above.set(i);
      }
    }
    return above;
  }
}

package org.dl4jvision.loss;

import java.util.BitSet;
import org.dl4jvision.loss.family.ImageLoss;
import org.dl4jvision.loss.spatial.DistanceCache;
import org.dl4jvision.loss.spatial.DistanceTransform;

/**
 * Signed distances to the boundary of what is above 0.5: positive outside, negative inside, 0 where
 * there is no boundary.
 */
final class Distances {

  /** At most 64 MB: labels come again, predictions never do. */
  private static final DistanceCache LABELS = new DistanceCache(1 << 23);

  private Distances() {}

  static double[] ofLabels(ImageLoss.Plane image) {
    return LABELS.signed(image.shape(), above(image.labels()), image.counted());
  }

  static double[] ofPredictions(ImageLoss.Plane image) {
    return DistanceTransform.signed(image.shape(), above(image.predictions()), image.counted());
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

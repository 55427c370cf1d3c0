package org.dl4jvision.loss.family;

import java.util.List;

/**
 * A loss of a whole image that is a mean over its pixels, each of which may depend on its
 * surroundings: the sum over the pixels, times their weights, divided by the number of those that
 * count. Pixels that do not count are as if they were outside of the image.
 */
public abstract class LocalLoss extends ImageLoss {

  /**
   * The sum over the pixels that count of their loss times their weight; its derivative by every
   * prediction goes into {@link Plane#derivatives}.
   */
  protected abstract double sum(Plane image);

  @Override
  protected final double lossOfClass(List<Plane> images) {
    long count = 0;
    for (Plane image : images) {
      for (int i = 0; i < image.size(); i++) {
        if (image.weight(i) > 0) {
          count++;
        }
      }
    }
    double sum = 0;
    for (Plane image : images) {
      sum += sum(image);
      for (int i = 0; i < image.size(); i++) {
        image.derivatives()[i] /= count;
      }
    }
    return sum / count;
  }
}

package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.family.LocalLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;

/**
 * Anisotropic total variation of the predictions: the mean over an image's pixels of
 *
 * <pre>weight sum over dimensions of |p - p of the next pixel along it|</pre>
 *
 * The labels are not looked at, but for {@code ignoreIndex}. A difference counts by the product of
 * the two pixels' mask weights: not at all where one of them is masked. The divisor is the number
 * of pixels that count, not of differences: an image's sum of differences is its loss times its
 * pixels. The derivative of a difference of 0 is 0.
 *
 * <p>Alone it is least for a constant: add it to another loss, {@code l2 + 0.1*total-variation}.
 *
 * <p>Defaults: weight 1, all classes, each image by itself.
 *
 * @see <a href="https://doi.org/10.1016/0167-2789(92)90242-F">Rudin, Osher, Fatemi (1992)</a>
 */
@LossInfo(
    name = "total-variation",
    help = "differences between neighbors; added to another loss, for smooth predictions",
    formula = "weight sum |differences of neighbors|",
    avoid = "alone: a constant is its best prediction",
    paper = "https://doi.org/10.1016/0167-2789(92)90242-F",
    same = "kornia total_variation(reduction=mean) times the dimensions of its divisor")
public final class LossTotalVariation extends LocalLoss {

  @LossOption("multiplies the loss, >= 0")
  private double weight = 1;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.notNegative("weight", weight);
  }

  @Override
  public boolean labelsAreProbabilities() {
    return false;
  }

  @Override
  protected double sum(Plane image) {
    double sum = 0;
    int stride = 1;
    for (int dimension = image.shape().length - 1; dimension >= 0; dimension--) {
      int length = image.shape()[dimension];
      for (int i = 0; i < image.size(); i++) {
        if (i / stride % length < length - 1) {
          sum += difference(image, i, i + stride);
        }
      }
      stride *= length;
    }
    return sum;
  }

  private double difference(Plane image, int pixel, int next) {
    double share = weight * image.weight(pixel) * image.weight(next);
    double difference = image.predictions()[next] - image.predictions()[pixel];
    double derivative = share * Math.signum(difference);
    image.derivatives()[next] += derivative;
    image.derivatives()[pixel] -= derivative;
    return derivative * difference;
  }

  /** Builds a {@link LossTotalVariation}. */
  public static final class Builder extends LocalLoss.Builder<LossTotalVariation, Builder> {
    private Builder() {
      super(new LossTotalVariation());
    }

    public Builder weight(double weight) {
      return set(loss -> loss.weight = weight);
    }
  }
}

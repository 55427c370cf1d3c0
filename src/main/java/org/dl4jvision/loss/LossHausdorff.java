package org.dl4jvision.loss;

import org.dl4jvision.check.Check;
import org.dl4jvision.loss.family.LocalLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.dl4jvision.loss.spatial.Distances;

/**
 * Hausdorff loss by distance transforms: the mean over an image's pixels of
 *
 * <pre>(p - t)^2 (d_p^alpha + d_t^alpha)</pre>
 *
 * with d_t the distance, in pixels, to the nearest pixel on the other side of the label's boundary
 * (labels above 0.5 are inside), and d_p the same of the prediction; 0 where there is no boundary,
 * because all or none is inside. An estimate of the Hausdorff distance, the largest error, that is
 * smooth enough to train with.
 *
 * <p>In the gradient both distances are constants. It is the exact derivative nevertheless wherever
 * no prediction is 0.5: between such points the distances do not change. Where one crosses 0.5 the
 * loss jumps, and no derivative knows of it. Masked pixels are as if they were outside of the
 * image.
 *
 * <p>Defaults: alpha 2, all classes, each image by itself.
 *
 * @see <a href="https://arxiv.org/abs/1904.10030">Karimi, Salcudean (2019)</a>
 */
@LossInfo(
    name = "hausdorff",
    help = "squared errors weighted by their distance from the boundaries; with a region loss",
    formula = "(p - t)^2 (d_p^alpha + d_t^alpha)",
    avoid = "alone, at the start: distances of a bad prediction mislead",
    paper = "https://arxiv.org/abs/1904.10030",
    same = "MONAI HausdorffDTLoss")
public final class LossHausdorff extends LocalLoss {

  @LossOption("exponent of the distances, > 0: how much the farthest errors prevail")
  private double alpha = 2;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.positiveExponent("alpha", alpha);
  }

  @Override
  protected double sum(Plane image) {
    double[] ofPredictions =
        Distances.ofPredictions(image.shape(), image.predictions(), image.counted());
    double[] ofLabels = Distances.ofLabels(image.shape(), image.labels(), image.counted());
    double sum = 0;
    for (int i = 0; i < image.size(); i++) {
      double weight = image.weight(i) * (power(ofPredictions[i]) + power(ofLabels[i]));
      double error = image.predictions()[i] - image.labels()[i];
      sum += weight * error * error;
      image.derivatives()[i] = 2 * weight * error;
    }
    return sum;
  }

  private double power(double distance) {
    return alpha == 2 ? distance * distance : Math.pow(Math.abs(distance), alpha);
  }

  /** Builds a {@link LossHausdorff}. */
  public static final class Builder extends LocalLoss.Builder<LossHausdorff, Builder> {
    private Builder() {
      super(new LossHausdorff());
    }

    public Builder alpha(double alpha) {
      return set(loss -> loss.alpha = alpha);
    }
  }
}

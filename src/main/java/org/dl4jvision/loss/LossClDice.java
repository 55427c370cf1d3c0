package org.dl4jvision.loss;

import java.util.BitSet;
import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.family.ImageLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.dl4jvision.loss.spatial.SoftSkeleton;

/**
 * Centerline Dice loss, of the {@link SoftSkeleton soft skeletons} S of prediction and label:
 *
 * <pre>1 - 2 a b / (a + b)
 * a = (sum S(p) t + smooth) / (sum S(p) + smooth),   b = (sum S(t) p + smooth) / (sum S(t) + smooth)
 * </pre>
 *
 * for each image and class: a is how much of the predicted centerline lies within the label, b how
 * much of the label's within the prediction. A gap in a thin structure costs as much as it breaks,
 * however few its pixels. Predictions must be probabilities: with numbers below 0, a + b may
 * vanish.
 *
 * <p>It says nothing about width: add it to Dice, {@code 0.5*dice(squared=false, smooth=1) +
 * 0.5*cl-dice}. A pixel's weight multiplies its share in every sum. Masked pixels are as if they
 * were outside of the image, where the minima and maxima of the skeleton do not see them; where
 * several pixels share one, the derivative goes to the first.
 *
 * <p>Defaults: 3 iterations, smooth 1. Iterations should be at least the largest radius of the
 * structures in pixels.
 *
 * @see <a href="https://arxiv.org/abs/2003.07311">Shit et al. (2021)</a>
 */
@LossInfo(
    name = "cl-dice",
    help = "overlap of centerlines; with dice, for thin structures that must stay connected",
    formula = "1 - 2 a b / (a + b), a and b precision and recall of centerlines",
    avoid = "regions that are no thin structures; alone: it ignores width",
    paper = "https://arxiv.org/abs/2003.07311",
    same = "MONAI SoftclDiceLoss")
public final class LossClDice extends ImageLoss {

  @LossOption("erosions of the skeleton, 0 to 1000: the largest radius of the structures in pixels")
  private int iterations = 3;

  @LossOption("added to numerators and denominators, > 0")
  private double smooth = 1;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.between("iterations", iterations, 0, 1000);
    Check.positive("smooth", smooth);
  }

  @Override
  protected double lossOfClass(List<Plane> images) {
    List<Skeletons> all = images.stream().map(Skeletons::new).toList();
    double predicted = smooth;
    double precise = smooth;
    double labeled = smooth;
    double found = smooth;
    for (Skeletons s : all) {
      for (int i = 0; i < s.image.size(); i++) {
        double weight = s.image.weight(i);
        predicted += weight * s.ofPredictions.values()[i];
        precise += weight * s.ofPredictions.values()[i] * s.image.labels()[i];
        labeled += weight * s.ofLabels[i];
        found += weight * s.ofLabels[i] * s.image.predictions()[i];
      }
    }
    double a = precise / predicted;
    double b = found / labeled;
    double byA = -2 * (b / (a + b)) * (b / (a + b));
    double byB = -2 * (a / (a + b)) * (a / (a + b));
    for (Skeletons s : all) {
      double[] bySkeleton = new double[s.image.size()];
      for (int i = 0; i < bySkeleton.length; i++) {
        bySkeleton[i] = byA * s.image.weight(i) * (s.image.labels()[i] - a) / predicted;
      }
      double[] byPrediction = s.ofPredictions.backward(bySkeleton);
      for (int i = 0; i < byPrediction.length; i++) {
        s.image.derivatives()[i] =
            byPrediction[i] + byB * s.image.weight(i) * s.ofLabels[i] / labeled;
      }
    }
    return 1 - 2 * a * b / (a + b);
  }

  /** The skeletons of one image's labels and predictions are computed together. */
  private final class Skeletons {
    private final Plane image;
    private final SoftSkeleton ofPredictions;
    private final double[] ofLabels;

    Skeletons(Plane image) {
      this.image = image;
      BitSet counted = image.counted();
      ofPredictions = new SoftSkeleton(image.shape(), image.predictions(), counted, iterations);
      ofLabels = new SoftSkeleton(image.shape(), image.labels(), counted, iterations).values();
    }
  }

  /** Builds a {@link LossClDice}. */
  public static final class Builder extends ImageLoss.Builder<LossClDice, Builder> {
    private Builder() {
      super(new LossClDice());
    }

    public Builder iterations(int iterations) {
      return set(loss -> loss.iterations = iterations);
    }

    public Builder smooth(double smooth) {
      return set(loss -> loss.smooth = smooth);
    }
  }
}

package org.dl4jvision.loss;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.family.LocalLoss;
import org.dl4jvision.loss.family.Pass;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.dl4jvision.loss.spatial.WindowFilter;

/**
 * Neighbor-aware calibration loss: {@link LossCrossEntropy cross-entropy} plus alpha times the mean
 * over an image's classes and pixels of
 *
 * <pre>|u - z|   (distance l1),   (u - z)^2   (distance l2)</pre>
 *
 * with z the logit (or the output of an activation other than softmax, sigmoid and identity) and u
 * the class's share of the labels in a window around the pixel: their mean, or their sum weighted
 * by a Gaussian's integrals over the pixels up to four standard deviations. Logits stay near 0 to
 * 1, and so the probabilities moderate where labels differ nearby. Outside of the image, and at
 * masked pixels, there is no class: near them the shares add up to less than one.
 *
 * <p>Class weights multiply both parts; {@code includeBackground} is about the second one. The
 * derivative of |u - z| at u = z is 0.
 *
 * <p>Defaults: kernel mean, kernelSize 3, sigma 1, distance l1, alpha 0.1.
 *
 * @see <a href="https://arxiv.org/abs/2303.06268">Murugesan et al. (2023)</a>
 */
@LossInfo(
    name = "nacl",
    help = "cross-entropy with logits drawn to the labels' shares nearby; for calibration",
    formula = "cross-entropy + alpha mean |share of labels nearby - logit|",
    avoid = "if calibration does not matter",
    paper = "https://arxiv.org/abs/2303.06268",
    same = "MONAI NACLLoss")
public final class LossNacl extends LocalLoss {

  /** The pixels of a window are weighted in one of these ways. */
  public enum Kernel {
    /** All pixels weigh alike. */
    MEAN,
    /** A Gaussian weighs near pixels more. */
    GAUSSIAN
  }

  /** The distance between a share and a logit is one of these. */
  public enum Distance {
    /** The distance is absolute. */
    L1,
    /** The distance is squared. */
    L2
  }

  @LossOption("weights of the window: all alike, or a Gaussian")
  private Kernel kernel = Kernel.MEAN;

  @LossOption("pixels along the side of the window of kernel mean, odd")
  private int kernelSize = 3;

  @LossOption("standard deviation of kernel gaussian in pixels, > 0")
  private double sigma = 1;

  @LossOption("between share and logit: absolute or squared")
  private Distance distance = Distance.L1;

  @LossOption("multiplies the distance, >= 0")
  private double alpha = 0.1;

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void checkOptions() {
    super.checkOptions();
    Check.given("kernel", kernel);
    Check.oddSize("kernelSize", kernelSize);
    Check.sigma("sigma", sigma);
    Check.given("distance", distance);
    Check.notNegative("alpha", alpha);
  }

  @Override
  protected boolean isOfLogits(Batch arrays) {
    return true;
  }

  @Override
  protected List<Pass> checkedPasses(Batch arrays, double weight, double factor) {
    LossCrossEntropy crossEntropy =
        LossCrossEntropy.builder()
            .classWeights(classWeights())
            .ignoreIndex(ignoreIndex())
            .batch(wholeBatch())
            .build();
    return Stream.concat(
            crossEntropy.passes(arrays, weight, factor).stream(),
            super.checkedPasses(arrays, weight, factor).stream())
        .toList();
  }

  @Override
  protected double sum(Plane image) {
    double[] shares = filter().apply(image.shape(), countedLabels(image));
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      double difference = image.predictions()[i] - shares[i];
      double weight = alpha * image.weight(i);
      boolean absolute = distance == Distance.L1;
      sum += weight * (absolute ? Math.abs(difference) : difference * difference);
      image.derivatives()[i] = weight * (absolute ? Math.signum(difference) : 2 * difference);
    }
    return sum;
  }

  private WindowFilter filter() {
    return kernel == Kernel.MEAN
        ? WindowFilter.mean(kernelSize)
        : WindowFilter.gaussianOfPixels(sigma);
  }

  private static double[] countedLabels(Plane image) {
    BitSet counted = image.counted();
    double[] labels = image.labels();
    if (counted == null) {
      return labels;
    }
    double[] result = new double[labels.length];
    counted.stream().forEach(i -> result[i] = labels[i]);
    return result;
  }

  /** Builds a {@link LossNacl}. */
  public static final class Builder extends LocalLoss.Builder<LossNacl, Builder> {
    private Builder() {
      super(new LossNacl());
    }

    public Builder kernel(Kernel kernel) {
      return set(loss -> loss.kernel = kernel);
    }

    public Builder kernelSize(int kernelSize) {
      return set(loss -> loss.kernelSize = kernelSize);
    }

    public Builder sigma(double sigma) {
      return set(loss -> loss.sigma = sigma);
    }

    public Builder distance(Distance distance) {
      return set(loss -> loss.distance = distance);
    }

    public Builder alpha(double alpha) {
      return set(loss -> loss.alpha = alpha);
    }
  }
}

package org.dl4jvision.loss;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.family.ImageLoss;
import org.dl4jvision.loss.family.LocalLoss;
import org.dl4jvision.loss.family.Pass;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.dl4jvision.loss.spatial.WindowFilter;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Neighbour-aware calibration loss: {@link LossCrossEntropy cross-entropy} plus alpha times the
 * mean over an image's classes and pixels of
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
@JsonDeserialize(builder = LossNacl.Builder.class)
public final class LossNacl extends LocalLoss {

  private static final long serialVersionUID = 1;

  /** How a window's pixels are weighted. */
  public enum Kernel {
    /** All alike. */
    MEAN,
    /** By a Gaussian. */
    GAUSSIAN
  }

  /** Between a share and a logit. */
  public enum Distance {
    /** Absolute. */
    L1,
    /** Squared. */
    L2
  }

  private final Kernel kernel;
  private final int kernelSize;
  private final double sigma;
  private final Distance distance;
  private final double alpha;

  public LossNacl() {
    this(new Builder());
  }

  private LossNacl(Builder builder) {
    super(builder);
    kernel = Check.given("kernel", builder.kernel);
    kernelSize = Check.oddSize("kernelSize", builder.kernelSize);
    sigma = Check.positive("sigma", builder.sigma);
    distance = Check.given("distance", builder.distance);
    alpha = Check.notNegative("alpha", builder.alpha);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected boolean isOfLogits(Batch arrays) {
    return true;
  }

  @Override
  public List<Pass> passes(Batch arrays, double weight, double factor) {
    LossCrossEntropy crossEntropy =
        LossCrossEntropy.builder()
            .classWeights(classWeights())
            .ignoreIndex(ignoreIndex())
            .batch(wholeBatch())
            .build();
    return Stream.concat(
            crossEntropy.passes(arrays, weight, factor).stream(),
            super.passes(arrays, weight, factor).stream())
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
      image.slopes()[i] = weight * (absolute ? Math.signum(difference) : 2 * difference);
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
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends ImageLoss.Builder<Builder> {
    private Kernel kernel = Kernel.MEAN;
    private int kernelSize = 3;
    private double sigma = 1;
    private Distance distance = Distance.L1;
    private double alpha = 0.1;

    @LossOption("weights of the window: all alike, or a Gaussian")
    public Builder kernel(Kernel kernel) {
      this.kernel = kernel;
      return this;
    }

    @LossOption("pixels along the side of the window of kernel mean, odd")
    public Builder kernelSize(int kernelSize) {
      this.kernelSize = kernelSize;
      return this;
    }

    @LossOption("standard deviation of kernel gaussian in pixels, > 0")
    public Builder sigma(double sigma) {
      this.sigma = sigma;
      return this;
    }

    @LossOption("between share and logit: absolute or squared")
    public Builder distance(Distance distance) {
      this.distance = distance;
      return this;
    }

    @LossOption("multiplies the distance, >= 0")
    public Builder alpha(double alpha) {
      this.alpha = alpha;
      return this;
    }

    public LossNacl build() {
      return new LossNacl(this);
    }
  }
}

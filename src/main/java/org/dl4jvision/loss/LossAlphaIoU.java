package org.dl4jvision.loss;

import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Alpha-IoU loss:
 *
 * <pre>1 - (I / (U + epsilon))^alpha</pre>
 *
 * with the areas I of the intersection and U of the union of two boxes. alpha above 1 gives boxes
 * that fit well already a larger gradient, alpha 1 is {@link LossIoU}. Boxes apart cost 1 and have
 * no gradient.
 *
 * <p>Defaults: alpha 3, format xyxy, epsilon 1e-7.
 *
 * @see <a href="https://arxiv.org/abs/2110.13675">He, Erfani, Ma, Bailey, Chi, Hua (2021)</a>
 */
@LossInfo(
    name = "alpha-iou",
    help = "iou to a power: more weight for boxes that fit well already",
    formula = "1 - (I / U)^alpha",
    avoid = "boxes that are far off: as iou, it has no gradient there",
    paper = "https://arxiv.org/abs/2110.13675",
    same = "alpha-IoU of its paper")
@JsonDeserialize(builder = LossAlphaIoU.Builder.class)
public final class LossAlphaIoU extends BoxLoss {

  private static final long serialVersionUID = 1;

  private final double alpha;

  public LossAlphaIoU() {
    this(new Builder());
  }

  private LossAlphaIoU(Builder builder) {
    super(builder);
    if (!(builder.alpha > 0) || Double.isInfinite(builder.alpha)) {
      throw new IllegalArgumentException(
          "alpha is " + builder.alpha + "; allowed are finite numbers > 0");
    }
    alpha = builder.alpha;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected Scalar loss(Pair pair) {
    return pair.iou().pow(alpha).complement();
  }

  /** Builds a {@link LossAlphaIoU}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends BoxLoss.Builder<Builder> {
    private double alpha = 3;

    @LossOption("power of the IoU, above 0")
    public Builder alpha(double alpha) {
      this.alpha = alpha;
      return this;
    }

    public LossAlphaIoU build() {
      return new LossAlphaIoU(this);
    }
  }
}

package org.dl4jvision.layer.detection;

import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * RetinaNet's head with anchors: Lin, Goyal, Girshick, He and Dollar, "Focal Loss for Dense Object
 * Detection" (2017).
 *
 * <p>Defaults: classLoss {@code focal(alpha=0.25)}, boxLoss {@code smooth-l1(beta=0.11)}, boxWeight
 * 2, positiveOverlap 0.5, negativeOverlap 0.4; on every level nine anchors of areas {@code (4
 * stride 2^(k/3))^2}, k = 0, 1, 2, and height to width 1:2, 1:1 and 2:1.
 */
@JsonDeserialize(builder = RetinaHead.Builder.class)
public final class RetinaHead extends OverlapHead {

  /** What the registry knows of it. */
  public static final HeadType TYPE = new HeadType("retina", "anchors", RetinaHead::builder);

  private RetinaHead(Builder builder) {
    super(builder);
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link RetinaHead}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends OverlapHead.Builder<Builder> {

    private Builder() {
      super("focal(alpha=0.25)", "smooth-l1(beta=0.11)", 0.5, 0.4);
      boxWeight(2);
    }

    @Override
    double[][] defaultAnchors(int stride) {
      return Anchors.grid(4.0 * stride, 3, 0.5, 1, 2);
    }

    @Override
    public RetinaHead build() {
      return new RetinaHead(this);
    }
  }
}

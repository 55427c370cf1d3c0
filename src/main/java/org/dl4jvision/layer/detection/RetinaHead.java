package org.dl4jvision.layer.detection;

/**
 * RetinaNet's head with anchors: Lin, Goyal, Girshick, He and Dollar, "Focal Loss for Dense Object
 * Detection" (2017).
 *
 * <p>Defaults: classLoss {@code focal(alpha=0.25)}, boxLoss {@code smooth-l1(beta=0.11)}, boxWeight
 * 2, foregroundIou 0.5, backgroundIou 0.4; on every level nine anchors of areas {@code (4 stride
 * 2^(k/3))^2}, k = 0, 1, 2, and height to width 1:2, 1:1 and 2:1.
 */
public final class RetinaHead extends AnchorHead {

  /** The registry knows this head by the name {@code retina}. */
  public static final HeadType TYPE =
      new HeadType("retina", "anchors of fixed sizes; crowded images", RetinaHead::builder);

  private RetinaHead(Builder builder) {
    super(builder);
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link RetinaHead}. */
  public static final class Builder extends AnchorHead.Builder<Builder> {

    private Builder() {
      super("focal(alpha=0.25)", "smooth-l1(beta=0.11)", 0.5, 0.4);
      boxWeight(2);
    }

    @Override
    protected double[][] defaultAnchors(int stride) {
      return AnchorSizes.grid(4.0 * stride, 3, 0.5, 1, 2);
    }

    @Override
    public RetinaHead build() {
      return new RetinaHead(this);
    }
  }
}

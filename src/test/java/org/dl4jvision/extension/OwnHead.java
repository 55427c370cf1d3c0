package org.dl4jvision.extension;

import java.util.List;
import org.dl4jvision.layer.detection.AnchorSizes;
import org.dl4jvision.layer.detection.BoxCoder;
import org.dl4jvision.layer.detection.CenterMatcher;
import org.dl4jvision.layer.detection.EdgeDistanceCoder;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadBuilder;
import org.dl4jvision.layer.detection.HeadLoss;
import org.dl4jvision.layer.detection.HeadPart;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Matcher;

/** FCOS without centerness: a location near an object's center tells its class and edges. */
public final class OwnHead extends Head {
  static final HeadType TYPE =
      new HeadType("center", "no anchors and no centerness", OwnHead::builder);

  private final double centerRadius;

  private OwnHead(Builder builder) {
    super(builder);
    centerRadius = builder.centerRadius;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public boolean hasQuality() {
    return false;
  }

  @Override
  protected double score(double classProbability, double quality) {
    return classProbability;
  }

  @Override
  protected BoxCoder coder(int level) {
    return new EdgeDistanceCoder();
  }

  @Override
  protected Matcher matcher() {
    return new CenterMatcher(anchorGenerator(), centerRadius, 4);
  }

  @Override
  protected List<HeadLoss> terms() {
    return List.of(
        HeadLoss.ofAll(HeadPart.CLASSES, classLoss()), HeadLoss.ofBoxes(boxLoss(), boxWeight()));
  }

  /** Builds an {@link OwnHead}. */
  public static final class Builder extends HeadBuilder<Builder> {
    private double centerRadius = 1;

    private Builder() {
      super("focal(alpha=0.25)", "giou");
    }

    @Override
    protected double[][][] anchorSizes(int[] strides) {
      return AnchorSizes.byStride(strides, stride -> new double[][] {{stride, stride}});
    }

    public Builder centerRadius(double strides) {
      centerRadius = strides;
      return this;
    }

    @Override
    public OwnHead build() {
      return new OwnHead(this);
    }
  }
}

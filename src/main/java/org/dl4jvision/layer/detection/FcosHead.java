package org.dl4jvision.layer.detection;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;

/**
 * The anchor-free head of Tian, Shen, Chen and He, "FCOS: Fully Convolutional One-Stage Object
 * Detection" (2019).
 *
 * <p>Every location makes one prediction: the classes, the distances to the four edges in strides,
 * as {@link EdgeDistanceCoder} has them, and how central it lies,
 *
 * <pre>
 * centerness = sqrt(min(l, r) / max(l, r) * min(t, b) / max(t, b))
 * </pre>
 *
 * Which location sees which object says {@link CenterMatcher}. A box's score is the square root of
 * class probability times centerness.
 *
 * <p>Defaults: classLoss {@code focal(alpha=0.25)}, boxLoss {@code giou}, centerRadius 1.5,
 * levelRange 4 (8 in the paper, whose network sees more of the image from every location).
 */
public final class FcosHead extends Head {

  /** The registry knows this head by the name {@code fcos}. */
  public static final HeadType TYPE =
      new HeadType("fcos", "no anchors; a first training: no sizes to choose", FcosHead::builder);

  private static final VisionLoss CENTERNESS_LOSS = Losses.parse("binary-cross-entropy");
  private static final BoxCoder CODER = new EdgeDistanceCoder();

  private final double centerRadius;
  private final double levelRange;

  private final transient Matcher matcher;

  private FcosHead(Builder builder) {
    super(builder);
    centerRadius = builder.centerRadius;
    levelRange = builder.levelRange;
    matcher = new CenterMatcher(anchorGenerator(), centerRadius, levelRange);
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public boolean hasQuality() {
    return true;
  }

  /** Boxes start in the middle of the sizes that a level looks for. */
  @Override
  public double boxBias() {
    return SizeScale.inverse(levelRange / 2);
  }

  @Override
  protected double score(double classProbability, double quality) {
    return Math.sqrt(classProbability * quality);
  }

  @Override
  protected BoxCoder coder(int level) {
    return CODER;
  }

  @Override
  protected Matcher matcher() {
    return matcher;
  }

  @Override
  protected List<HeadLoss> terms() {
    return List.of(
        HeadLoss.ofAll(HeadPart.CLASSES, classLoss()),
        HeadLoss.ofBoxes(boxLoss(), boxWeight()),
        HeadLoss.ofForeground(HeadPart.QUALITY, CENTERNESS_LOSS));
  }

  /** Returns the centerness; the anchor must lie inside of the box. */
  @Override
  protected double quality(Anchor anchor, Box box) {
    double x = anchor.centerX();
    double y = anchor.centerY();
    return Math.sqrt(
        ratio(x - box.left(), box.right() - x) * ratio(y - box.top(), box.bottom() - y));
  }

  private static double ratio(double a, double b) {
    return Math.min(a, b) / Math.max(a, b);
  }

  /** Builds a {@link FcosHead}. */
  public static final class Builder extends HeadBuilder<Builder> {
    private double centerRadius = 1.5;
    private double levelRange = 4;

    private Builder() {
      super("focal(alpha=0.25)", "giou");
    }

    /** Every location has one anchor of the stride's size, as distances are in strides. */
    @Override
    protected double[][][] anchorSizes(int[] strides) {
      return AnchorSizes.byStride(strides, stride -> new double[][] {{stride, stride}});
    }

    /** How far from an object's center locations may see it, in strides, default 1.5. */
    public Builder centerRadius(double strides) {
      centerRadius = Check.positive("centerRadius", strides);
      return this;
    }

    /** The largest distance to an edge that a level looks for, in strides, default 4. */
    public Builder levelRange(double strides) {
      levelRange = Check.positive("levelRange", strides);
      return this;
    }

    @Override
    public FcosHead build() {
      return new FcosHead(this);
    }
  }
}

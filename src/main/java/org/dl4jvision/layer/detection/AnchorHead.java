package org.dl4jvision.layer.detection;

import java.util.List;
import org.dl4jvision.check.Check;
import org.nd4j.shade.jackson.annotation.JsonAlias;

/**
 * What heads have in common whose anchors see the objects that they overlap, see {@link
 * IouMatcher}: boxes as {@link CenterSizeCoder#anywhere} has them, class logits in which background
 * counts, no quality. A box's score is the probability of its class.
 */
public abstract class AnchorHead extends Head {

  private static final BoxCoder CODER = CenterSizeCoder.anywhere();

  private final double[][][] anchors;
  private final double foregroundIou;
  private final double backgroundIou;

  private final transient Matcher matcher;

  /** Takes over the options of the builder. */
  protected AnchorHead(Builder<?> builder) {
    super(builder);
    anchors = anchorGenerator().sizes();
    foregroundIou = builder.foregroundIou;
    backgroundIou = builder.backgroundIou;
    matcher = new IouMatcher(anchorGenerator(), foregroundIou, backgroundIou);
  }

  @Override
  public final boolean hasQuality() {
    return false;
  }

  @Override
  protected final double score(double classProbability, double quality) {
    return classProbability;
  }

  @Override
  protected final BoxCoder coder(int level) {
    return CODER;
  }

  @Override
  protected final Matcher matcher() {
    return matcher;
  }

  @Override
  protected final List<HeadLoss> terms() {
    return List.of(
        HeadLoss.ofAll(HeadPart.CLASSES, classLoss()), HeadLoss.ofBoxes(boxLoss(), boxWeight()));
  }

  /**
   * Options of heads whose anchors see what they overlap.
   *
   * @param <B> the builder itself
   */
  public abstract static class Builder<B extends Builder<B>> extends HeadBuilder<B> {
    private double[][][] anchors;
    private double foregroundIou;
    private double backgroundIou;

    /** Takes the defaults of the options, which differ from head to head. */
    protected Builder(
        String classLoss, String boxLoss, double foregroundIou, double backgroundIou) {
      super(classLoss, boxLoss);
      this.foregroundIou = foregroundIou;
      this.backgroundIou = backgroundIou;
    }

    /** Returns the default sizes of a level, {@code [anchor][width, height]} in pixels. */
    protected abstract double[][] defaultAnchors(int stride);

    @Override
    protected final double[][][] anchorSizes(int[] strides) {
      return anchors == null ? AnchorSizes.byStride(strides, this::defaultAnchors) : anchors;
    }

    /**
     * Width and height of the anchors of every level in pixels, as many on each, finest level
     * first.
     */
    public B anchors(double[][][] sizes) {
      anchors = AnchorSizes.checked(sizes);
      return self();
    }

    /** An anchor sees an object from this intersection over union on, 0 to 1. */
    @JsonAlias("positiveOverlap")
    public B foregroundIou(double iou) {
      foregroundIou = Check.unit("foregroundIou", iou);
      return self();
    }

    /** An anchor is background below this intersection over union, 0 to 1; between, ignored. */
    @JsonAlias("negativeOverlap")
    public B backgroundIou(double iou) {
      backgroundIou = Check.unit("backgroundIou", iou);
      return self();
    }
  }
}

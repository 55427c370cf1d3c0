package org.dl4jvision.layer.detection;

import java.util.function.IntFunction;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;

/**
 * The region proposal head of Ren, He, Girshick and Sun, "Faster R-CNN" (2015): there is an object,
 * of whatever class, or there is none. By itself it is a detector that does not tell classes: all
 * its detections are of class 0.
 *
 * <p>All foreground anchors count, but of the background of an image only as many anchors, drawn by
 * a {@link Sampler} at every iteration, as make {@code samples} together.
 *
 * <p>Defaults: classLoss, that of objectness, {@code binary-cross-entropy}; boxLoss {@code
 * smooth-l1(beta=0.11)}, boxWeight 2; foregroundIou 0.7, backgroundIou 0.3, samples 256; on every
 * level three anchors of area {@code (4 stride)^2} and height to width 1:2, 1:1 and 2:1.
 */
public final class RpnHead extends AnchorHead {

  /** The registry knows this head by the name {@code rpn}. */
  public static final HeadType TYPE =
      new HeadType("rpn", "objects of whatever class; proposals", RpnHead::builder);

  private final int samples;

  private final transient Sampler sampler;

  private RpnHead(Builder builder) {
    super(builder);
    samples = builder.samples;
    sampler = Sampler.ofBackground(samples);
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public boolean tellsClasses() {
    return false;
  }

  @Override
  protected Matches refine(Matches matches, IntFunction<Box> predicted, long seed) {
    return sampler.sample(matches, seed);
  }

  /** Builds a {@link RpnHead}. */
  public static final class Builder extends AnchorHead.Builder<Builder> {
    private int samples = 256;

    private Builder() {
      super("binary-cross-entropy", "smooth-l1(beta=0.11)", 0.7, 0.3);
      boxWeight(2);
    }

    @Override
    protected double[][] defaultAnchors(int stride) {
      return AnchorSizes.grid(4.0 * stride, 1, 0.5, 1, 2);
    }

    /** How many anchors of an image count, default 256. */
    public Builder samples(int count) {
      samples = Check.atLeast("samples", count, 1);
      return this;
    }

    @Override
    public RpnHead build() {
      return new RpnHead(this);
    }
  }
}

package org.dl4jvision.layer.detection;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * The region proposal head of Ren, He, Girshick and Sun, "Faster R-CNN" (2015): there is an object,
 * of whatever class, or there is none. By itself it is a detector that does not tell classes: all
 * its detections are of class 0.
 *
 * <p>All positive anchors count, but of the negative ones of an image only as many, drawn by lot at
 * every iteration, as make {@code samples} together.
 *
 * <p>Defaults: classLoss, that of objectness, {@code binary-cross-entropy}; boxLoss {@code
 * smooth-l1(beta=0.11)}, boxWeight 2; positiveOverlap 0.7, negativeOverlap 0.3, samples 256; on
 * every level three anchors of area {@code (4 stride)^2} and height to width 1:2, 1:1 and 2:1.
 */
@JsonDeserialize(builder = RpnHead.Builder.class)
public final class RpnHead extends OverlapHead {

  /** What the registry knows of it. */
  public static final HeadType TYPE =
      new HeadType("rpn", "objects of whatever class", RpnHead::builder);

  private final int samples;

  private RpnHead(Builder builder) {
    super(builder);
    samples = builder.samples;
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public boolean tellsClasses() {
    return false;
  }

  /** Draws the negative anchors that count: the same ones for the same objects and seed. */
  @Override
  Targets refine(Targets targets, Outputs outputs, int image, long seed) {
    int[] negatives =
        IntStream.range(0, targets.predictions())
            .filter(p -> targets.owner(p) == Targets.NEGATIVE)
            .toArray();
    int wanted = Math.min(negatives.length, Math.max(0, samples - targets.positives()));
    boolean[] drawn = new boolean[targets.predictions()];
    SplittableRandom random = new SplittableRandom(31 * seed + targets.objects().hashCode());
    for (int i = 0; i < wanted; i++) {
      int j = random.nextInt(i, negatives.length);
      drawn[negatives[j]] = true;
      negatives[j] = negatives[i];
    }
    return targets.ignoring(p -> !drawn[p]);
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = super.options();
    options.put("samples", samples);
    return options;
  }

  /** Builds a {@link RpnHead}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends OverlapHead.Builder<Builder> {
    private int samples = 256;

    private Builder() {
      super("binary-cross-entropy", "smooth-l1(beta=0.11)", 0.7, 0.3);
      boxWeight(2);
    }

    @Override
    double[][] defaultAnchors(int stride) {
      return Anchors.grid(4.0 * stride, 1, 0.5, 1, 2);
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

package org.dl4jvision.layer.detection;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.shade.jackson.annotation.JsonAlias;

/**
 * The head of Redmon and Farhadi, "YOLOv3: An Incremental Improvement" (2018), with the assignment
 * of its successors from YOLOv5 on.
 *
 * <p>A prediction is whether there is an object (objectness), its class if there is one, and a box
 * as {@link CenterSizeCoder#withinCell} has it. Which anchor sees which object says {@link
 * CellMatcher}. Other predictions should see nothing, unless the IoU of their box with an object is
 * above {@code ignoreIou}: these are ignored. A box's score is the objectness times the probability
 * of its class.
 *
 * <p>Defaults: objectnessLoss and classLoss {@code binary-cross-entropy}, boxLoss {@code ciou},
 * boxWeight 2, sizeRatio 4, ignoreIou 0.7; three anchors a level, of 2, 3.5 and 6 strides: better
 * ones are those of {@link AnchorSizes#cluster} for the data.
 */
public final class YoloHead extends Head {

  /** The registry knows this head by the name {@code yolo}. */
  public static final HeadType TYPE =
      new HeadType(
          "yolo", "anchors from the data's sizes; objects of few typical sizes", YoloHead::builder);

  private final double[][][] anchors;
  private final VisionLoss objectnessLoss;
  private final double sizeRatio;
  private final double ignoreIou;

  private final transient List<CenterSizeCoder> coders;
  private final transient Matcher matcher;

  private YoloHead(Builder builder) {
    super(builder);
    anchors = anchorGenerator().sizes();
    objectnessLoss = builder.objectnessLoss;
    sizeRatio = builder.sizeRatio;
    ignoreIou = builder.ignoreIou;
    coders = Arrays.stream(strides()).mapToObj(CenterSizeCoder::withinCell).toList();
    matcher = new CellMatcher(anchorGenerator(), sizeRatio);
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public boolean hasQuality() {
    return true;
  }

  /** Only predictions of objects tell classes. */
  @Override
  public double classBias() {
    return 0;
  }

  @Override
  public double qualityBias() {
    return RARE;
  }

  @Override
  protected double score(double classProbability, double quality) {
    return classProbability * quality;
  }

  @Override
  protected BoxCoder coder(int level) {
    return coders.get(level);
  }

  @Override
  protected Matcher matcher() {
    return matcher;
  }

  /** Ignores what sees an object well without having been asked to. */
  @Override
  protected Matches refine(Matches matches, IntFunction<Box> predicted, long seed) {
    return matches.ignoring(
        prediction -> {
          if (!matches.isBackground(prediction)) {
            return false;
          }
          Box box = predicted.apply(prediction);
          return matches.objects().stream().anyMatch(o -> o.box().iou(box) > ignoreIou);
        });
  }

  @Override
  protected List<HeadLoss> terms() {
    return List.of(
        HeadLoss.ofAll(HeadPart.QUALITY, objectnessLoss),
        HeadLoss.ofForeground(HeadPart.CLASSES, classLoss()),
        HeadLoss.ofBoxes(boxLoss(), boxWeight()));
  }

  /** Builds a {@link YoloHead}. */
  public static final class Builder extends HeadBuilder<Builder> {
    private double[][][] anchors;
    private VisionLoss objectnessLoss = Losses.parse("binary-cross-entropy");
    private double sizeRatio = 4;
    private double ignoreIou = 0.7;

    private Builder() {
      super("binary-cross-entropy", "ciou");
      boxWeight(2);
    }

    @Override
    protected double[][][] anchorSizes(int[] strides) {
      return anchors == null
          ? AnchorSizes.byStride(
              strides,
              s -> new double[][] {{2.0 * s, 2.0 * s}, {3.5 * s, 3.5 * s}, {6.0 * s, 6.0 * s}})
          : anchors;
    }

    /** Chooses anchors of the sizes that the objects have, as many a level as there are now. */
    @Override
    public Builder fitTo(Supplier<List<Box>> boxes, long seed) {
      double[][][] now = build().anchors;
      return anchors(AnchorSizes.cluster(boxes.get(), now.length, now[0].length, seed));
    }

    /**
     * Width and height of the anchors of every level in pixels, as many on each, finest level
     * first.
     */
    public Builder anchors(double[][][] sizes) {
      anchors = AnchorSizes.checked(sizes);
      return this;
    }

    /** Loss of whether there is an object, through a sigmoid. */
    public Builder objectnessLoss(VisionLoss loss) {
      objectnessLoss = Check.given("objectnessLoss", loss);
      return this;
    }

    /** How many times an anchor may be larger or smaller than what it sees, default 4. */
    public Builder sizeRatio(double ratio) {
      Check.that(ratio >= 1 && Double.isFinite(ratio), "sizeRatio", ratio, "finite numbers from 1");
      sizeRatio = ratio;
      return this;
    }

    /** Intersection over union above which seeing an object is no mistake, default 0.7. */
    @JsonAlias("ignoreOverlap")
    public Builder ignoreIou(double iou) {
      ignoreIou = Check.unit("ignoreIou", iou);
      return this;
    }

    @Override
    public YoloHead build() {
      return new YoloHead(this);
    }
  }
}

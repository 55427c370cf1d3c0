package org.dl4jvision.layer.detection;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * The head of Redmon and Farhadi, "YOLOv3: An Incremental Improvement" (2018), with the assignment
 * of its successors from YOLOv5 on.
 *
 * <p>A prediction is whether there is an object, its class if there is one, and a box: the centre
 * lies {@code (2 sigmoid(x) - 1) stride} from the middle of the cell, the size is the anchor's
 * times {@code exp(x)}. An object is seen by every anchor than which it is at most {@code
 * sizeRatio} times wider, higher, narrower or lower, in the cell of its centre and in the nearest
 * neighbour to the side and above or below; of several objects an anchor sees the one whose size is
 * closest. An object without an anchor gets the closest within reach. Other predictions should see
 * nothing, unless their box overlaps an object by more than {@code ignoreOverlap}: these are
 * ignored. A box's score is the probability of an object times that of its class.
 *
 * <p>Defaults: objectnessLoss and classLoss {@code binary-cross-entropy}, boxLoss {@code ciou},
 * boxWeight 2, sizeRatio 4, ignoreOverlap 0.7; three anchors a level, of 2, 3.5 and 6 strides:
 * better ones are those of {@link Anchors#cluster} for the data.
 */
@JsonDeserialize(builder = YoloHead.Builder.class)
public final class YoloHead extends AnchorHead {

  /** What the registry knows of it. */
  public static final HeadType TYPE =
      new HeadType("yolo", "anchors of the data's sizes", YoloHead::builder);

  /** Distances from the middle of a cell in strides that can be learned; 1 cannot. */
  private static final double NEAR = 0.98;

  private final VisionLoss objectnessLoss;
  private final double sizeRatio;
  private final double ignoreOverlap;

  private YoloHead(Builder builder) {
    super(builder);
    objectnessLoss = builder.objectnessLoss;
    sizeRatio = builder.sizeRatio;
    ignoreOverlap = builder.ignoreOverlap;
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
  double score(double classProbability, double quality) {
    return classProbability * quality;
  }

  @Override
  double shift(double raw, double anchorSize, double stride) {
    return (2 * Sigmoid.of(raw) - 1) * stride;
  }

  @Override
  double slopeOfShift(double raw, double anchorSize, double stride) {
    double p = Sigmoid.of(raw);
    return 2 * p * (1 - p) * stride;
  }

  @Override
  double inverseOfShift(double shift, double anchorSize, double stride) {
    return Sigmoid.inverse((shift / stride + 1) / 2);
  }

  @Override
  void assign(List<ObjectBox> objects, Claims claims) {
    for (int i = 0; i < objects.size(); i++) {
      if (!objects.get(i).ignored()) {
        for (int level = 0; level < levels().count(); level++) {
          claim(i, objects.get(i).box(), level, claims);
        }
      }
    }
  }

  private void claim(int object, Box box, int level, Claims claims) {
    double stride = levels().stride(level);
    // The cells whose middle is at most one stride away and, the own apart, on the nearer side.
    double halfX = neighbourReach(box.centerX(), stride);
    double halfY = neighbourReach(box.centerY(), stride);
    Box near =
        new Box(
            box.centerX() - halfX,
            box.centerY() - halfY,
            box.centerX() + halfX,
            box.centerY() + halfY);
    levels()
        .forEachIn(
            level,
            near,
            location -> {
              boolean diagonal =
                  Math.abs(levels().centerX(location) - box.centerX()) > stride / 2
                      && Math.abs(levels().centerY(location) - box.centerY()) > stride / 2;
              for (int anchor = 0; anchor < anchors() && !diagonal; anchor++) {
                int prediction = prediction(anchor, location);
                double mismatch = mismatch(prediction, box);
                if (mismatch <= Math.log(sizeRatio)) {
                  claims.claim(prediction, object, mismatch);
                }
              }
            });
  }

  /** Up to the middle of the nearest neighbour, where that is clearly within reach. */
  private static double neighbourReach(double center, double stride) {
    double fraction = center / stride - Math.floor(center / stride);
    double toNeighbour = 0.5 + Math.min(fraction, 1 - fraction);
    return stride * Math.min(toNeighbour, NEAR);
  }

  /** The logarithm of the largest ratio of sizes of anchor and box. */
  private double mismatch(int prediction, Box box) {
    double[] size = anchorSize(prediction);
    return Math.max(
        Math.abs(Math.log(box.width() / size[0])), Math.abs(Math.log(box.height() / size[1])));
  }

  @Override
  double cost(int prediction, Box box) {
    double stride = stride(prediction);
    int location = location(prediction);
    boolean near =
        Math.abs(levels().centerX(location) - box.centerX()) < NEAR * stride
            && Math.abs(levels().centerY(location) - box.centerY()) < NEAR * stride;
    return near ? mismatch(prediction, box) : Double.POSITIVE_INFINITY;
  }

  /** Ignores what sees an object well without having been asked to. */
  @Override
  Targets refine(Targets targets, Outputs outputs, int image, long seed) {
    double[] raw = new double[4];
    double[] box = new double[4];
    return targets.ignoring(
        prediction -> {
          outputs.readBox(image, prediction, raw);
          decode(prediction, raw, box);
          Box predicted = new Box(box[0], box[1], box[2], box[3]);
          return targets.objects().stream()
              .anyMatch(object -> object.box().iou(predicted) > ignoreOverlap);
        });
  }

  @Override
  void addLosses(BatchLoss loss) {
    loss.addQuality(objectnessLoss, Targets::counts);
    loss.addClasses(classLoss(), Targets::isPositive);
    loss.addBoxes(boxLoss(), boxWeight());
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = super.options();
    options.put("objectnessLoss", objectnessLoss);
    options.put("sizeRatio", sizeRatio);
    options.put("ignoreOverlap", ignoreOverlap);
    return options;
  }

  /** Builds a {@link YoloHead}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder extends AnchorHead.Builder<Builder> {
    private VisionLoss objectnessLoss = Losses.parse("binary-cross-entropy");
    private double sizeRatio = 4;
    private double ignoreOverlap = 0.7;

    private Builder() {
      super("binary-cross-entropy", "ciou");
      boxWeight(2);
    }

    @Override
    double[][] defaultAnchors(int stride) {
      return new double[][] {
        {2.0 * stride, 2.0 * stride}, {3.5 * stride, 3.5 * stride}, {6.0 * stride, 6.0 * stride}
      };
    }

    /** Chooses anchors of the sizes that the objects have, as many a level as by default. */
    @Override
    public Builder fitTo(Supplier<List<Box>> boxes, long seed) {
      double[][][] defaults = build().anchorSizes();
      return anchors(Anchors.cluster(boxes.get(), defaults.length, defaults[0].length, seed));
    }

    /** Loss of whether there is an object, through a sigmoid. */
    public Builder objectnessLoss(VisionLoss loss) {
      objectnessLoss = Objects.requireNonNull(loss, "objectnessLoss");
      return this;
    }

    /** How many times an anchor may be larger or smaller than what it sees, default 4. */
    public Builder sizeRatio(double ratio) {
      Check.that(ratio >= 1 && Double.isFinite(ratio), "sizeRatio", ratio, "finite numbers from 1");
      sizeRatio = ratio;
      return this;
    }

    /** Intersection over union above which seeing an object is no mistake, default 0.7. */
    public Builder ignoreOverlap(double iou) {
      ignoreOverlap = Check.unit("ignoreOverlap", iou);
      return this;
    }

    @Override
    public YoloHead build() {
      return new YoloHead(this);
    }
  }
}

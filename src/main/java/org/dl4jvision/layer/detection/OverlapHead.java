package org.dl4jvision.layer.detection;

import java.util.List;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;

/**
 * A head whose anchors see the objects that they overlap.
 *
 * <p>The four numbers of a prediction are those of the box's centre in sizes of the anchor, and the
 * logarithms of its sizes in the same. An anchor sees the object with which its intersection over
 * union is largest, if that is at least {@code positiveOverlap}; below {@code negativeOverlap} it
 * sees none, between it is ignored. An object without an anchor gets the best. A box's score is the
 * probability of its class.
 */
public abstract class OverlapHead extends AnchorHead {

  private final double positiveOverlap;
  private final double negativeOverlap;

  OverlapHead(Builder<?> builder) {
    super(builder);
    positiveOverlap = builder.positiveOverlap;
    negativeOverlap = builder.negativeOverlap;
    Check.that(
        negativeOverlap <= positiveOverlap,
        "negativeOverlap",
        negativeOverlap,
        "at most positiveOverlap, " + positiveOverlap);
  }

  @Override
  public final boolean hasQuality() {
    return false;
  }

  @Override
  final double score(double classProbability, double quality) {
    return classProbability;
  }

  @Override
  final void assign(List<ObjectBox> objects, Claims claims) {
    claimByOverlap(objects, positiveOverlap, negativeOverlap, claims);
  }

  @Override
  final double cost(int prediction, Box box) {
    double iou = iou(prediction, box);
    return iou > 0 ? 1 - iou : Double.POSITIVE_INFINITY;
  }

  @Override
  final double shift(double raw, double anchorSize, double stride) {
    return raw * anchorSize;
  }

  @Override
  final double slopeOfShift(double raw, double anchorSize, double stride) {
    return anchorSize;
  }

  @Override
  final double inverseOfShift(double shift, double anchorSize, double stride) {
    return shift / anchorSize;
  }

  @Override
  final void addLosses(BatchLoss loss) {
    loss.addClasses(classLoss(), Targets::counts);
    loss.addBoxes(boxLoss(), boxWeight());
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = super.options();
    options.put("positiveOverlap", positiveOverlap);
    options.put("negativeOverlap", negativeOverlap);
    return options;
  }

  /**
   * Options of both heads.
   *
   * @param <B> the builder itself
   */
  public abstract static class Builder<B extends Builder<B>> extends AnchorHead.Builder<B> {
    private double positiveOverlap;
    private double negativeOverlap;

    Builder(String classLoss, String boxLoss, double positiveOverlap, double negativeOverlap) {
      super(classLoss, boxLoss);
      this.positiveOverlap = positiveOverlap;
      this.negativeOverlap = negativeOverlap;
    }

    /** Intersection over union from which an anchor sees an object. */
    public B positiveOverlap(double iou) {
      positiveOverlap = Check.unit("positiveOverlap", iou);
      return self();
    }

    /** Intersection over union below which an anchor sees nothing. */
    public B negativeOverlap(double iou) {
      negativeOverlap = Check.unit("negativeOverlap", iou);
      return self();
    }
  }
}

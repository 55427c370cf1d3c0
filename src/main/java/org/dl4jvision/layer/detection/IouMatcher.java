package org.dl4jvision.layer.detection;

import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;

/**
 * An anchor should see the object with which its intersection over union is largest, if that is at
 * least {@code foregroundIou}; below {@code backgroundIou} it should see nothing, between it is
 * ignored. An object without an anchor gets the one of highest IoU, if any overlaps it. The rule of
 * R-CNN and RetinaNet.
 */
public final class IouMatcher extends Matcher {

  private final double foregroundIou;
  private final double backgroundIou;

  /**
   * @throws IllegalArgumentException if a threshold is outside of 0 to 1, or that of the background
   *     above that of the foreground
   */
  public IouMatcher(AnchorGenerator anchors, double foregroundIou, double backgroundIou) {
    super(anchors);
    this.foregroundIou = Check.unit("foregroundIou", foregroundIou);
    this.backgroundIou = Check.unit("backgroundIou", backgroundIou);
    Check.that(
        backgroundIou <= foregroundIou,
        "backgroundIou",
        backgroundIou,
        "at most foregroundIou, " + foregroundIou);
  }

  @Override
  protected void propose(int object, Box box, MatchTable table) {
    for (int level = 0; level < anchors().levels().count(); level++) {
      for (int a = 0; a < anchors().perLocation(); a++) {
        propose(object, box, level, a, table);
      }
    }
  }

  private void propose(int object, Box box, int level, int a, MatchTable table) {
    Box size = anchors().size(level, a);
    if (AnchorSizes.box(box.width(), box.height()).iou(size) < backgroundIou) {
      return; // no anchor of this size is close enough, not even one of the same center
    }
    Box reach =
        new Box(
            box.left() - size.width() / 2,
            box.top() - size.height() / 2,
            box.right() + size.width() / 2,
            box.bottom() + size.height() / 2);
    anchors()
        .levels()
        .forEachIn(
            level,
            reach,
            location -> {
              double iou = anchors().at(level, location, a).box().iou(box);
              if (iou >= foregroundIou) {
                table.propose(anchors().prediction(a, location), object, 1 - iou);
              } else if (iou >= backgroundIou) {
                table.ignore(anchors().prediction(a, location));
              }
            });
  }

  @Override
  protected double cost(int prediction, Box box) {
    double iou = anchors().get(prediction).box().iou(box);
    return iou > 0 ? 1 - iou : Double.POSITIVE_INFINITY;
  }
}

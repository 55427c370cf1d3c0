package org.dl4jvision.layer.detection;

import org.dl4jvision.box.Box;

/**
 * An object should be seen by every anchor than which it is at most {@code sizeRatio} times wider,
 * higher, narrower or lower, in the cell of its center and in the nearest neighbor to the side and
 * above or below; of several objects an anchor sees the one whose size is closest. An object
 * without an anchor gets the closest in size within reach. The rule of YOLO from version 5 on.
 */
public final class CellMatcher extends Matcher {

  /** Distances from the middle of a cell in strides that can be learned; 1 cannot. */
  private static final double NEAR = 0.98;

  private final Levels levels;
  private final double largestMismatch;

  /**
   * @param sizeRatio at least 1
   */
  public CellMatcher(AnchorGenerator anchors, double sizeRatio) {
    super(anchors);
    levels = anchors.levels();
    largestMismatch = Math.log(sizeRatio);
  }

  @Override
  protected void propose(int object, Box box, MatchTable table) {
    for (int level = 0; level < levels.count(); level++) {
      propose(object, box, level, table);
    }
  }

  private void propose(int object, Box box, int level, MatchTable table) {
    double stride = levels.stride(level);
    // The cells whose middle is at most one stride away and, the own apart, on the nearer side.
    double halfX = neighborReach(box.centerX(), stride);
    double halfY = neighborReach(box.centerY(), stride);
    Box near = new Anchor(box.centerX(), box.centerY(), 2 * halfX, 2 * halfY).box();
    levels.forEachIn(
        level,
        near,
        location -> {
          boolean diagonal =
              Math.abs(levels.centerX(location) - box.centerX()) > stride / 2
                  && Math.abs(levels.centerY(location) - box.centerY()) > stride / 2;
          for (int a = 0; a < anchors().perLocation() && !diagonal; a++) {
            double mismatch = mismatch(anchors().at(level, location, a), box);
            if (mismatch <= largestMismatch) {
              table.propose(anchors().prediction(a, location), object, mismatch);
            }
          }
        });
  }

  /** Up to the middle of the nearest neighbor, where that is clearly within reach. */
  private static double neighborReach(double center, double stride) {
    double fraction = center / stride - Math.floor(center / stride);
    double toNeighbor = 0.5 + Math.min(fraction, 1 - fraction);
    return stride * Math.min(toNeighbor, NEAR);
  }

  /** The logarithm of the largest ratio of sizes of anchor and box. */
  private static double mismatch(Anchor anchor, Box box) {
    return Math.max(
        Math.abs(Math.log(box.width() / anchor.width())),
        Math.abs(Math.log(box.height() / anchor.height())));
  }

  @Override
  protected double cost(int prediction, Box box) {
    double reach = NEAR * levels.stride(anchors().level(prediction));
    Anchor anchor = anchors().get(prediction);
    boolean near =
        Math.abs(anchor.centerX() - box.centerX()) < reach
            && Math.abs(anchor.centerY() - box.centerY()) < reach;
    return near ? mismatch(anchor, box) : Double.POSITIVE_INFINITY;
  }
}

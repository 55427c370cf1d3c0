package org.dl4jvision.layer.detection;

import org.dl4jvision.box.Box;

/**
 * An object should be seen by the locations inside of it that lie within {@code centerRadius}
 * strides of its center, on the level where the largest distance to one of its edges is at most
 * {@code levelRange} strides but more than that on the level before; a location in several objects
 * sees the smallest. An object without any such location gets the one inside of it that suits it
 * best. The rule of FCOS, for one prediction a location.
 */
public final class CenterMatcher extends Matcher {

  private final Levels levels;
  private final double centerRadius;
  private final double levelRange;

  /**
   * @param centerRadius in strides
   * @param levelRange in strides
   */
  public CenterMatcher(AnchorGenerator anchors, double centerRadius, double levelRange) {
    super(anchors);
    levels = anchors.levels();
    this.centerRadius = centerRadius;
    this.levelRange = levelRange;
  }

  @Override
  protected void propose(int object, Box box, MatchTable table) {
    for (int level = 0; level < levels.count(); level++) {
      propose(object, box, level, table);
    }
  }

  private void propose(int object, Box box, int level, MatchTable table) {
    double radius = centerRadius * levels.stride(level);
    Box center =
        new Box(
            Math.max(box.left(), box.centerX() - radius),
            Math.max(box.top(), box.centerY() - radius),
            Math.min(box.right(), box.centerX() + radius),
            Math.min(box.bottom(), box.centerY() + radius));
    levels.forEachIn(
        level,
        center,
        location -> {
          double distance = farthestEdge(location, box);
          if (isInside(location, box)
              && distance <= farthest(level)
              && distance > farthest(level - 1)) {
            table.propose(location, object, box.area());
          }
        });
  }

  /** The largest distance that a level looks for. */
  private double farthest(int level) {
    if (level < 0) {
      return 0;
    }
    return level == levels.count() - 1
        ? Double.POSITIVE_INFINITY
        : levelRange * levels.stride(level);
  }

  private double farthestEdge(int location, Box box) {
    double x = levels.centerX(location);
    double y = levels.centerY(location);
    return Math.max(
        Math.max(x - box.left(), box.right() - x), Math.max(y - box.top(), box.bottom() - y));
  }

  private boolean isInside(int location, Box box) {
    double x = levels.centerX(location);
    double y = levels.centerY(location);
    return x > box.left() && x < box.right() && y > box.top() && y < box.bottom();
  }

  /** How far the level is from the one that looks for such boxes, and the location from center. */
  @Override
  protected double cost(int prediction, Box box) {
    if (!isInside(prediction, box)) {
      return Double.POSITIVE_INFINITY;
    }
    double size = Math.max(box.width(), box.height());
    double ideal = size / (2 * levelRange * levels.stride(levels.level(prediction)));
    double dx = (levels.centerX(prediction) - box.centerX()) / box.width();
    double dy = (levels.centerY(prediction) - box.centerY()) / box.height();
    return Math.abs(Math.log(ideal)) + dx * dx + dy * dy;
  }
}

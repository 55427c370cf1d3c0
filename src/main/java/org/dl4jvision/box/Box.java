package org.dl4jvision.box;

/**
 * A rectangle by its edges; x grows to the right, y downwards.
 *
 * @param left smallest x
 * @param top smallest y
 * @param right largest x, at least {@code left} for a box with an area
 * @param bottom largest y, at least {@code top} for a box with an area
 */
public record Box(double left, double top, double right, double bottom) {

  /** Returns right minus left: negative where the edges are on the wrong sides. */
  public double width() {
    return right - left;
  }

  /** Returns bottom minus top: negative where the edges are on the wrong sides. */
  public double height() {
    return bottom - top;
  }

  /** Returns the x half way between left and right. */
  public double centerX() {
    return (left + right) / 2;
  }

  /** Returns the y half way between top and bottom. */
  public double centerY() {
    return (top + bottom) / 2;
  }

  /** Returns width times height; it is 0 where an edge is on the wrong side. */
  public double area() {
    return Math.max(0, width()) * Math.max(0, height());
  }

  /** Returns the area that both cover; it is 0 where they do not meet. */
  public double intersection(Box other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return Math.max(0, width) * Math.max(0, height);
  }

  /** Returns intersection over union, from 0 to 1; it is 0 where neither has an area. */
  public double iou(Box other) {
    return iou(intersection(other), area(), other.area());
  }

  /**
   * Intersection over union of two boxes by their areas, which files may give more exactly than
   * edges do; 0 where neither has an area.
   */
  public static double iou(double intersection, double area, double otherArea) {
    double union = area + otherArea - intersection;
    return union > 0 ? intersection / union : 0;
  }

  /**
   * The share of a box that another covers, from its area and that of the intersection: how COCO
   * compares a detection with a crowd, of which no single object has to be hit. 0 without an area.
   */
  public static double coverage(double intersection, double area) {
    return area > 0 ? intersection / area : 0;
  }

  /** Returns the smallest box around both. */
  public Box union(Box other) {
    return new Box(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  /** This box, so much further to the right and down. */
  public Box move(double right, double down) {
    return new Box(left + right, top + down, this.right + right, bottom + down);
  }

  /** Returns the part inside an image; it has no area where the box lies outside. */
  public Box clip(double width, double height) {
    double[] edges = BoxArrays.clip(new double[] {left, top, right, bottom}, width, height);
    return new Box(edges[0], edges[1], edges[2], edges[3]);
  }

  /** Returns the part inside a frame; it has no area where the box lies outside. */
  public Box clip(Box frame) {
    return new Box(
        Math.min(frame.right, Math.max(frame.left, left)),
        Math.min(frame.bottom, Math.max(frame.top, top)),
        Math.min(frame.right, Math.max(frame.left, right)),
        Math.min(frame.bottom, Math.max(frame.top, bottom)));
  }
}

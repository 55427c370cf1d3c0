package org.dl4jvision.data;

import org.dl4jvision.box.Box;

/**
 * Where the pixels of an object are. Formats write it as polygons, run lengths or files of masks;
 * an outline may read its file only when it is asked.
 */
public interface Outline {

  /** The smallest box around it, in pixels of the image. */
  Box bounds();

  /**
   * A polygon.
   *
   * @param points x and y in turn, in pixels of the image, three points or more
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Polygon(double[] points) implements Outline {

    @Override
    public Box bounds() {
      Box bounds = new Box(points[0], points[1], points[0], points[1]);
      for (int i = 2; i < points.length; i += 2) {
        bounds =
            new Box(
                Math.min(bounds.left(), points[i]),
                Math.min(bounds.top(), points[i + 1]),
                Math.max(bounds.right(), points[i]),
                Math.max(bounds.bottom(), points[i + 1]));
      }
      return bounds;
    }
  }
}

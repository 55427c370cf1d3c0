package org.dl4jvision.box;

import java.util.List;
import org.dl4jvision.check.Check;

/**
 * Many boxes in a plain array: left, top, right and bottom edge of the first, then of the second,
 * and so on. {@link BoxFormat#convert} makes such arrays from other formats.
 */
public final class BoxArrays {

  private BoxArrays() {}

  /** Returns the edges of boxes: left, top, right and bottom of each, in their order. */
  public static double[] of(List<Box> boxes) {
    double[] result = new double[4 * boxes.size()];
    for (int i = 0; i < boxes.size(); i++) {
      System.arraycopy(BoxFormat.XYXY.of(boxes.get(i)), 0, result, 4 * i, 4);
    }
    return result;
  }

  /**
   * Intersection over union of every box of one array with every box of another.
   *
   * @return one row a box of {@code first}, one column a box of {@code second}; 0 where neither box
   *     has an area
   * @throws IllegalArgumentException if a length is no multiple of four
   */
  public static double[][] iou(double[] first, double[] second) {
    double[][] result = new double[count("first", first)][count("second", second)];
    double[] areas = areas(second);
    for (int i = 0; i < result.length; i++) {
      double area = area(first, i);
      for (int j = 0; j < areas.length; j++) {
        result[i][j] = Box.iou(intersection(first, i, second, j), area, areas[j]);
      }
    }
    return result;
  }

  /**
   * Boxes cut at the borders of an image. A box outside of it becomes one without area.
   *
   * @throws IllegalArgumentException if the length is no multiple of four
   */
  public static double[] clip(double[] boxes, double width, double height) {
    double[] result = new double[4 * count("boxes", boxes)];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.max(0, Math.min(boxes[i], i % 2 == 0 ? width : height));
    }
    return result;
  }

  /** The area that a box of one array and a box of another both cover. */
  static double intersection(double[] first, int i, double[] second, int j) {
    double width =
        Math.min(first[4 * i + 2], second[4 * j + 2]) - Math.max(first[4 * i], second[4 * j]);
    double height =
        Math.min(first[4 * i + 3], second[4 * j + 3])
            - Math.max(first[4 * i + 1], second[4 * j + 1]);
    return width > 0 && height > 0 ? width * height : 0;
  }

  /** Returns the area of every box; it is 0 where an edge is on the wrong side. */
  static double[] areas(double[] boxes) {
    double[] areas = new double[boxes.length / 4];
    for (int i = 0; i < areas.length; i++) {
      areas[i] = area(boxes, i);
    }
    return areas;
  }

  private static double area(double[] boxes, int i) {
    return Math.max(0, boxes[4 * i + 2] - boxes[4 * i])
        * Math.max(0, boxes[4 * i + 3] - boxes[4 * i + 1]);
  }

  /** Returns how many boxes an array holds; refuses lengths that are no multiple of 4. */
  static int count(String name, double[] boxes) {
    Check.that(
        boxes.length % 4 == 0, "length of " + name, boxes.length, "multiples of 4, one box each");
    return boxes.length / 4;
  }
}

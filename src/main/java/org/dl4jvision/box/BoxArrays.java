package org.dl4jvision.box;

import java.util.List;

/**
 * Many boxes in a plain array: left, top, right and bottom edge of the first, then of the second,
 * and so on. {@link BoxFormat#convert} makes such arrays from other formats.
 */
public final class BoxArrays {

  private BoxArrays() {}

  /** The edges of boxes. */
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
      double left = first[4 * i];
      double top = first[4 * i + 1];
      double right = first[4 * i + 2];
      double bottom = first[4 * i + 3];
      double area = area(left, top, right, bottom);
      double[] row = result[i];
      for (int j = 0; j < row.length; j++) {
        double width = Math.min(right, second[4 * j + 2]) - Math.max(left, second[4 * j]);
        double height = Math.min(bottom, second[4 * j + 3]) - Math.max(top, second[4 * j + 1]);
        if (width > 0 && height > 0) {
          double intersection = width * height;
          row[j] = intersection / (area + areas[j] - intersection);
        }
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

  static double[] areas(double[] boxes) {
    double[] areas = new double[boxes.length / 4];
    for (int i = 0; i < areas.length; i++) {
      areas[i] = area(boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]);
    }
    return areas;
  }

  private static double area(double left, double top, double right, double bottom) {
    return Math.max(0, right - left) * Math.max(0, bottom - top);
  }

  /** How many boxes an array holds. */
  static int count(String name, double[] boxes) {
    if (boxes.length % 4 != 0) {
      throw new IllegalArgumentException(
          name + " has " + boxes.length + " numbers; give four a box");
    }
    return boxes.length / 4;
  }
}

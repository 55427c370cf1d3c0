package org.dl4jvision.box;

import java.util.Arrays;

/** Tells what the four numbers of a box mean, all of them in the same unit. */
public enum BoxFormat {
  /** The numbers are left, top, right and bottom edge: Pascal VOC's, and this library's. */
  XYXY,
  /** The numbers are left edge, top edge, width and height: COCO's. */
  XYWH,
  /** The numbers are the center's x and y, width and height: YOLO's. */
  CXCYWH;

  /** Returns left, top, right and bottom edge of a box given in this format. */
  public double[] toEdges(double first, double second, double third, double fourth) {
    return switch (this) {
      case XYXY -> new double[] {first, second, third, fourth};
      case XYWH -> new double[] {first, second, first + third, second + fourth};
      case CXCYWH ->
          new double[] {
            first - third / 2, second - fourth / 2, first + third / 2, second + fourth / 2
          };
    };
  }

  /** Returns the four numbers, in this format, of a box given by its edges. */
  public double[] fromEdges(double left, double top, double right, double bottom) {
    double width = right - left;
    double height = bottom - top;
    return switch (this) {
      case XYXY -> new double[] {left, top, right, bottom};
      case XYWH -> new double[] {left, top, width, height};
      case CXCYWH -> new double[] {(left + right) / 2, (top + bottom) / 2, width, height};
    };
  }

  /**
   * The derivative by the four numbers of this format, from that by the four edges: the transpose
   * of {@link #toEdges}.
   */
  public double[] derivativeFromEdges(double[] byEdges) {
    double left = byEdges[0];
    double top = byEdges[1];
    double right = byEdges[2];
    double bottom = byEdges[3];
    return switch (this) {
      case XYXY -> byEdges.clone();
      case XYWH -> new double[] {left + right, top + bottom, right, bottom};
      case CXCYWH ->
          new double[] {left + right, top + bottom, (right - left) / 2, (bottom - top) / 2};
    };
  }

  /** Makes the box that four numbers in this format stand for. */
  public Box box(double first, double second, double third, double fourth) {
    double[] edges = toEdges(first, second, third, fourth);
    return new Box(edges[0], edges[1], edges[2], edges[3]);
  }

  /** Returns the four numbers that stand for a box in this format. */
  public double[] of(Box box) {
    return fromEdges(box.left(), box.top(), box.right(), box.bottom());
  }

  /**
   * Converts boxes of this format to another one.
   *
   * @param boxes four numbers a box, one box after the other
   * @throws IllegalArgumentException if the length is no multiple of four
   */
  public double[] convert(double[] boxes, BoxFormat to) {
    double[] result = Arrays.copyOf(boxes, 4 * BoxArrays.count("boxes", boxes));
    if (to == this) {
      return result;
    }
    for (int i = 0; i < result.length; i += 4) {
      double[] edges = toEdges(boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]);
      double[] numbers = to.fromEdges(edges[0], edges[1], edges[2], edges[3]);
      System.arraycopy(numbers, 0, result, i, 4);
    }
    return result;
  }
}

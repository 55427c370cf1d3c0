package org.dl4jvision.layer.detection;

import java.util.OptionalDouble;
import org.dl4jvision.box.Box;

/**
 * Boxes by their center and size: the first two numbers say how far the center lies from that of
 * the anchor, the others are the logarithms of width and height in sizes of the anchor.
 */
public final class CenterSizeCoder implements BoxCoder {

  /** What a number says of the distance between centers. */
  private interface Offset {
    /** The distance in units. */
    double of(double number);

    double derivative(double number);

    double inverse(double distance);

    /** Pixels of a unit, in a direction in which the anchor is so long. */
    double unit(double anchorSide);
  }

  /** The number is the distance in sizes of the anchor. */
  private record InAnchors() implements Offset {
    @Override
    public double of(double number) {
      return number;
    }

    @Override
    public double derivative(double number) {
      return 1;
    }

    @Override
    public double inverse(double distance) {
      return distance;
    }

    @Override
    public double unit(double anchorSide) {
      return anchorSide;
    }
  }

  /** The distance is less than a cell: {@code 2 sigmoid(x) - 1} cells. */
  private record InCells(double cell) implements Offset {
    @Override
    public double of(double number) {
      return 2 * Sigmoid.of(number) - 1;
    }

    @Override
    public double derivative(double number) {
      double p = Sigmoid.of(number);
      return 2 * p * (1 - p);
    }

    @Override
    public double inverse(double distance) {
      return Sigmoid.inverse((distance + 1) / 2);
    }

    @Override
    public double unit(double anchorSide) {
      return cell;
    }
  }

  private final Offset offset;

  private CenterSizeCoder(Offset offset) {
    this.offset = offset;
  }

  /**
   * Centers anywhere, at {@code x} widths or heights of the anchor from its own: the numbers of
   * R-CNN and RetinaNet.
   */
  public static CenterSizeCoder anywhere() {
    return new CenterSizeCoder(new InAnchors());
  }

  /**
   * Centers near that of the anchor, at {@code (2 sigmoid(x) - 1) cell} pixels from it: the numbers
   * of YOLO.
   *
   * @param cell side of a cell in pixels, the stride of the level
   */
  public static CenterSizeCoder withinCell(double cell) {
    return new CenterSizeCoder(new InCells(cell));
  }

  /** The side of the cell within which centers lie; empty if they lie anywhere. */
  public OptionalDouble cell() {
    return offset instanceof InCells cells
        ? OptionalDouble.of(cells.cell())
        : OptionalDouble.empty();
  }

  @Override
  public double[] encode(Anchor anchor, Box box) {
    double dx = box.centerX() - anchor.centerX();
    double dy = box.centerY() - anchor.centerY();
    return new double[] {
      offset.inverse(dx / offset.unit(anchor.width())),
      offset.inverse(dy / offset.unit(anchor.height())),
      SizeScale.inverse(box.width() / anchor.width()),
      SizeScale.inverse(box.height() / anchor.height())
    };
  }

  @Override
  public Box decode(Anchor anchor, double[] numbers) {
    double x = anchor.centerX() + offset.of(numbers[0]) * offset.unit(anchor.width());
    double y = anchor.centerY() + offset.of(numbers[1]) * offset.unit(anchor.height());
    double width = anchor.width() * SizeScale.size(numbers[2]);
    double height = anchor.height() * SizeScale.size(numbers[3]);
    return new Anchor(x, y, width, height).box();
  }

  @Override
  public double[] derivatives(Anchor anchor, double[] numbers, double[] byEdges) {
    double[] result = new double[4];
    double[] sides = {anchor.width(), anchor.height()};
    for (int i = 0; i < 2; i++) {
      double low = byEdges[i];
      double high = byEdges[i + 2];
      double byNumber = offset.derivative(numbers[i]) * offset.unit(sides[i]);
      result[i] = (low + high) * byNumber;
      result[i + 2] = (high - low) / 2 * sides[i] * SizeScale.derivative(numbers[i + 2]);
    }
    return result;
  }
}

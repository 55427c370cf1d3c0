package org.dl4jvision.layer.detection;

import org.dl4jvision.box.Box;

/**
 * Boxes by the distances of their four edges from the center of the anchor, in sizes of the anchor:
 * {@code left = centerX - width * exp(x)}, and so on. Only boxes around that center have numbers.
 * The numbers of FCOS (Tian et al., 2019).
 */
public final class EdgeDistanceCoder implements BoxCoder {

  @Override
  public double[] encode(Anchor anchor, Box box) {
    return new double[] {
      SizeScale.inverse((anchor.centerX() - box.left()) / anchor.width()),
      SizeScale.inverse((anchor.centerY() - box.top()) / anchor.height()),
      SizeScale.inverse((box.right() - anchor.centerX()) / anchor.width()),
      SizeScale.inverse((box.bottom() - anchor.centerY()) / anchor.height())
    };
  }

  @Override
  public Box decode(Anchor anchor, double[] numbers) {
    return new Box(
        anchor.centerX() - anchor.width() * SizeScale.size(numbers[0]),
        anchor.centerY() - anchor.height() * SizeScale.size(numbers[1]),
        anchor.centerX() + anchor.width() * SizeScale.size(numbers[2]),
        anchor.centerY() + anchor.height() * SizeScale.size(numbers[3]));
  }

  @Override
  public double[] derivatives(Anchor anchor, double[] numbers, double[] byEdges) {
    return new double[] {
      byEdges[0] * (-anchor.width() * SizeScale.derivative(numbers[0])),
      byEdges[1] * (-anchor.height() * SizeScale.derivative(numbers[1])),
      byEdges[2] * (anchor.width() * SizeScale.derivative(numbers[2])),
      byEdges[3] * (anchor.height() * SizeScale.derivative(numbers[3]))
    };
  }
}

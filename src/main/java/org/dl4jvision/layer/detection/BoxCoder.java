package org.dl4jvision.layer.detection;

import org.dl4jvision.box.Box;

/**
 * How four numbers of a network stand for a box, relative to an {@link Anchor}. {@link #decode} and
 * {@link #encode} are inverse to each other. Implementations are immutable.
 */
public interface BoxCoder {

  /** Returns the four numbers that stand for a box, which must have an area. */
  double[] encode(Anchor anchor, Box box);

  /** Returns the box that four numbers stand for; any finite ones give a finite box. */
  Box decode(Anchor anchor, double[] numbers);

  /**
   * The chain rule through {@link #decode}.
   *
   * @param byEdges derivatives by the left, top, right and bottom edge of the decoded box
   * @return the derivatives by the four numbers
   */
  double[] derivatives(Anchor anchor, double[] numbers, double[] byEdges);
}

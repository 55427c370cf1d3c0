package org.dl4jvision.layer.detection;

import org.dl4jvision.box.Box;

/**
 * What a prediction starts from: a box by its center and its size, in pixels. The numbers that a
 * network gives are relative to it, see {@link BoxCoder}. An anchor-free head has one of its
 * stride's size at every location.
 *
 * @param centerX horizontal center
 * @param centerY vertical center
 * @param width above 0
 * @param height above 0
 */
public record Anchor(double centerX, double centerY, double width, double height) {

  /** Makes an anchor of a box, such as a proposal from which a second stage starts. */
  public static Anchor of(Box box) {
    return new Anchor(box.centerX(), box.centerY(), box.width(), box.height());
  }

  /** Returns the box that the anchor covers, in pixels. */
  public Box box() {
    return new Box(
        centerX - width / 2, centerY - height / 2, centerX + width / 2, centerY + height / 2);
  }

  /** Returns the square root of the area: the loss of boxes measures in this unit. */
  public double size() {
    return Math.sqrt(width * height);
  }
}

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

  /** A box as an anchor, such as a proposal from which a second stage starts. */
  public static Anchor of(Box box) {
    return new Anchor(box.centerX(), box.centerY(), box.width(), box.height());
  }

  /** The anchor as a box. */
  public Box box() {
    return new Box(
        centerX - width / 2, centerY - height / 2, centerX + width / 2, centerY + height / 2);
  }

  /** The square root of its area: the unit in which the loss of boxes measures. */
  public double size() {
    return Math.sqrt(width * height);
  }
}

package org.dl4jvision.data.detection;

import java.io.Serializable;
import org.dl4jvision.box.Box;

/**
 * Maps pixels of a stored image to those of the network's input: scales, moves, mirrors, and
 * exchanges the axes. Boxes stay boxes.
 *
 * <p>x' = scaleX * x + offsetX and y' = scaleY * y + offsetY; where {@code transposed}, x' comes
 * from y and y' from x.
 *
 * @param transposed whether the axes are exchanged
 * @param scaleX of the result's x, negative where mirrored, not 0
 * @param offsetX of the result's x
 * @param scaleY of the result's y, negative where mirrored, not 0
 * @param offsetY of the result's y
 */
public record ImageTransform(
    boolean transposed, double scaleX, double offsetX, double scaleY, double offsetY)
    implements Serializable {

  /** Maps a box in pixels of the stored image to pixels of the network's input. */
  public Box apply(Box box) {
    double x1 = scaleX * (transposed ? box.top() : box.left()) + offsetX;
    double x2 = scaleX * (transposed ? box.bottom() : box.right()) + offsetX;
    double y1 = scaleY * (transposed ? box.left() : box.top()) + offsetY;
    double y2 = scaleY * (transposed ? box.right() : box.bottom()) + offsetY;
    return new Box(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  }

  /** Maps a box in pixels of the network's input to pixels of the stored image, not clipped. */
  public Box invert(Box box) {
    double a1 = (box.left() - offsetX) / scaleX;
    double a2 = (box.right() - offsetX) / scaleX;
    double b1 = (box.top() - offsetY) / scaleY;
    double b2 = (box.bottom() - offsetY) / scaleY;
    double left = Math.min(a1, a2);
    double right = Math.max(a1, a2);
    double top = Math.min(b1, b2);
    double bottom = Math.max(b1, b2);
    return transposed ? new Box(top, left, bottom, right) : new Box(left, top, right, bottom);
  }

  /** This transform, then left and right exchanged in a square of this side. */
  ImageTransform mirrorX(int side) {
    return new ImageTransform(transposed, -scaleX, side - offsetX, scaleY, offsetY);
  }

  /** This transform, then top and bottom exchanged in a square of this side. */
  ImageTransform mirrorY(int side) {
    return new ImageTransform(transposed, scaleX, offsetX, -scaleY, side - offsetY);
  }

  /** This transform, then the axes exchanged. */
  ImageTransform transpose() {
    return new ImageTransform(!transposed, scaleY, offsetY, scaleX, offsetX);
  }
}

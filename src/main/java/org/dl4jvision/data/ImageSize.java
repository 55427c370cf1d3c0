package org.dl4jvision.data;

import java.io.Serializable;

/**
 * Height and width of an image.
 *
 * @param height rows
 * @param width columns
 */
public record ImageSize(int height, int width) implements Serializable {

  /** A square. */
  public static ImageSize square(int side) {
    return new ImageSize(side, side);
  }

  /** The smallest size at least as large with both sides divisible by {@code stride}. */
  public ImageSize roundUp(int stride) {
    return new ImageSize(roundUp(height, stride), roundUp(width, stride));
  }

  /** The larger height and the larger width of the two. */
  public ImageSize max(ImageSize other) {
    return new ImageSize(Math.max(height, other.height), Math.max(width, other.width));
  }

  /** Height and width exchanged. */
  public ImageSize turned() {
    return new ImageSize(width, height);
  }

  private static int roundUp(int length, int stride) {
    return (length + stride - 1) / stride * stride;
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}

package org.dl4jvision.data;

import java.util.List;

/**
 * Paints objects into a map of classes. A pixel is of the object whose outline has its center;
 * where objects overlap, the one that covers fewer pixels is on top, of equal ones the later.
 * Ignored areas lie below all objects.
 */
public final class Painter {

  /** The value of pixels that count for nothing. */
  public static final int IGNORE = 255;

  private Painter() {}

  /**
   * An object to be painted.
   *
   * @param outline where it is
   * @param value of its pixels, 0 to 255, {@link #IGNORE} for areas that count for nothing
   */
  public record Shape(Outline outline, int value) {}

  /**
   * The value of each pixel as an unsigned byte, row by row, 0 where there is no object.
   *
   * @param size of the image
   */
  public static byte[] paint(ImageSize size, List<Shape> shapes) {
    return new Painting(size, shapes).paint(Region.of(size));
  }
}

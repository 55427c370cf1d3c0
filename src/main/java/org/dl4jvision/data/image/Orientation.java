package org.dl4jvision.data.image;

import java.awt.Dimension;
import java.awt.Rectangle;

/**
 * How stored pixels lie: the eight orientations of EXIF and TIFF (tag 274), in the order of their
 * numbers.
 */
public enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, false, true),
  UPSIDE_DOWN(false, true, true),
  FLIPPED(false, true, false),
  TRANSPOSED(true, false, false),
  QUARTER_TURN(true, true, false),
  TRANSVERSED(true, true, true),
  THREE_QUARTER_TURN(true, false, true);

  private final boolean swapped;

  private final boolean fromBottom;
  private final boolean fromRight;

  /**
   * @param swapped whether stored rows are upright columns
   * @param fromBottom whether the upright image begins in the last stored row
   * @param fromRight whether it begins in the last stored column
   */
  Orientation(boolean swapped, boolean fromBottom, boolean fromRight) {
    this.swapped = swapped;
    this.fromBottom = fromBottom;
    this.fromRight = fromRight;
  }

  /** The orientation of this number; numbers outside of 1 to 8 mean nothing. */
  static Orientation of(int number) {
    return number >= 1 && number <= 8 ? values()[number - 1] : UPRIGHT;
  }

  /** Whether stored rows are upright columns. */
  boolean isTurned() {
    return swapped;
  }

  /** The upright size. */
  Dimension upright(Dimension stored) {
    return swapped ? new Dimension(stored.height, stored.width) : stored;
  }

  /**
   * Where pixels of the upright image are stored.
   *
   * @param image as it is stored
   */
  Rectangle stored(Rectangle upright, Dimension image) {
    Rectangle stored =
        swapped
            ? new Rectangle(upright.y, upright.x, upright.height, upright.width)
            : new Rectangle(upright);
    if (fromRight) {
      stored.x = image.width - stored.x - stored.width;
    }
    if (fromBottom) {
      stored.y = image.height - stored.y - stored.height;
    }
    return stored;
  }

  /**
   * Turns planes, one after the other, upright.
   *
   * @param stored of one plane
   */
  byte[] upright(byte[] planes, Dimension stored) {
    if (this == UPRIGHT) {
      return planes;
    }
    byte[] result = new byte[planes.length];
    forEach(planes.length, stored, (to, from) -> result[to] = planes[from]);
    return result;
  }

  /** Turns planes, one after the other, upright. */
  float[] upright(float[] planes, Dimension stored) {
    if (this == UPRIGHT) {
      return planes;
    }
    float[] result = new float[planes.length];
    forEach(planes.length, stored, (to, from) -> result[to] = planes[from]);
    return result;
  }

  /** Turns planes, one after the other, upright. */
  int[] upright(int[] planes, Dimension stored) {
    if (this == UPRIGHT) {
      return planes;
    }
    int[] result = new int[planes.length];
    forEach(planes.length, stored, (to, from) -> result[to] = planes[from]);
    return result;
  }

  private interface Move {
    void pixel(int to, int from);
  }

  private void forEach(int length, Dimension stored, Move move) {
    int right = fromRight ? -1 : 1;
    int down = fromBottom ? -stored.width : stored.width;
    int first =
        (fromRight ? stored.width - 1 : 0) + (fromBottom ? stored.height - 1 : 0) * stored.width;
    Dimension size = upright(stored);
    int area = size.height * size.width;
    int to = 0;
    for (int plane = 0; plane < length; plane += area) {
      for (int y = 0; y < size.height; y++) {
        int from = plane + first + y * (swapped ? right : down);
        for (int x = 0; x < size.width; x++) {
          move.pixel(to++, from);
          from += swapped ? down : right;
        }
      }
    }
  }
}

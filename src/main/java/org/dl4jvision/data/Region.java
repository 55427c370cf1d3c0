package org.dl4jvision.data;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;

/**
 * A rectangle of pixels of an image.
 *
 * @param top first row, from 0
 * @param left first column, from 0
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Region(int top, int left, int height, int width) {

  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  public Region {
    Check.atLeast("top", top, 0);
    Check.atLeast("left", left, 0);
    Check.between("height", height, 1, Integer.MAX_VALUE - top);
    Check.between("width", width, 1, Integer.MAX_VALUE - left);
  }

  /** All pixels of an image. */
  public static Region of(ImageSize size) {
    return new Region(0, 0, size.height(), size.width());
  }

  /** Rows of an image in full width. */
  public static Region rows(int top, int height, int width) {
    return new Region(top, 0, height, width);
  }

  /**
   * An image in strips of full width, from top to bottom; the last may be lower than the others.
   */
  public static List<Region> strips(ImageSize size, int rows) {
    Check.atLeast("rows", rows, 1);
    return IntStream.range(0, (int) (((long) size.height() + rows - 1) / rows))
        .mapToObj(i -> rows(i * rows, Math.min(rows, size.height() - i * rows), size.width()))
        .toList();
  }

  /** The row below the last. */
  public int bottom() {
    return top + height;
  }

  /** The column right of the last. */
  public int right() {
    return left + width;
  }

  /** Number of pixels, which may be more than an array can hold. */
  public long area() {
    return (long) height * width;
  }

  /**
   * Length of an array with a number a pixel.
   *
   * @throws IllegalArgumentException if no array can be as long
   */
  public int length() {
    Check.that(
        area() <= LONGEST_ARRAY,
        "region",
        this,
        "at most " + LONGEST_ARRAY + " pixels, as an array can hold; read smaller windows");
    return (int) area();
  }

  /** Height and width. */
  public ImageSize size() {
    return new ImageSize(height, width);
  }

  /** Whether an image has all of these pixels. */
  public boolean isIn(ImageSize image) {
    return bottom() <= image.height() && right() <= image.width();
  }

  /** Whether these are all pixels of an image. */
  public boolean isAllOf(ImageSize image) {
    return top == 0 && left == 0 && size().equals(image);
  }

  /**
   * Those of these pixels that an image has.
   *
   * @throws IllegalArgumentException if it has none
   */
  public Region in(ImageSize image) {
    return new Region(
        top, left, Math.min(height, image.height() - top), Math.min(width, image.width() - left));
  }

  /**
   * Demands that an image has all of these pixels.
   *
   * @throws IllegalArgumentException if it has not
   */
  public Region requireIn(ImageSize image) {
    Check.that(isIn(image), "region", this, "pixels of an image of " + image);
    return this;
  }

  /**
   * The values of these pixels.
   *
   * @param planes of an image, one after the other, row by row
   * @throws IllegalArgumentException if the image has not all of these pixels
   */
  public float[] cut(float[] planes, ImageSize image) {
    int count = count(planes.length, image);
    float[] part = new float[Math.multiplyExact(count, length())];
    copy(planes, count, image, part);
    return part;
  }

  /** The values of these pixels, as {@link #cut(float[], ImageSize)}. */
  public byte[] cut(byte[] planes, ImageSize image) {
    int count = count(planes.length, image);
    byte[] part = new byte[Math.multiplyExact(count, length())];
    copy(planes, count, image, part);
    return part;
  }

  /** The values of these pixels, as {@link #cut(float[], ImageSize)}. */
  public int[] cut(int[] planes, ImageSize image) {
    int count = count(planes.length, image);
    int[] part = new int[Math.multiplyExact(count, length())];
    copy(planes, count, image, part);
    return part;
  }

  /** Number of planes of an image that has these pixels. */
  private int count(int values, ImageSize image) {
    requireIn(image);
    return values / of(image).length();
  }

  /** Copies from one array to another of the same type. */
  private void copy(Object planes, int count, ImageSize image, Object part) {
    int to = 0;
    for (int plane = 0; plane < count; plane++) {
      for (int y = top; y < bottom(); y++) {
        int from = (plane * image.height() + y) * image.width() + left;
        System.arraycopy(planes, from, part, to, width);
        to += width;
      }
    }
  }

  /** Height x width at row, column. */
  @Override
  public String toString() {
    return size() + " at row " + top + ", column " + left;
  }
}

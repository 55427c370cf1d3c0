package org.dl4jvision.data.image;

import java.awt.image.IndexColorModel;
import java.util.stream.IntStream;

/**
 * What the samples of a part of an image mean only by all others: whether the colors of a palette
 * that occur are gray, and from where to where an open range is. The image is gone through part by
 * part.
 */
final class SampleTraits {

  private final Extent extent;
  private boolean colorful;

  /**
   * @param any part of the image
   */
  SampleTraits(Decoded any) {
    extent = any.range() == null ? null : new Extent(any.range().noData().isPresent());
  }

  /** Whether parts of an image can be read only when all of it was gone through. */
  static boolean concern(Decoded any) {
    return any.range() != null || any.colors() instanceof IndexColorModel;
  }

  /** Goes through a part; false if no other part can make a difference any more. */
  boolean add(Decoded part) {
    if (part.colors() instanceof IndexColorModel palette) {
      int[] colors = SampleReader.colors(palette);
      colorful |= hasColor(part.ints(0), colors);
      return !colorful && hasColor(IntStream.range(0, colors.length).toArray(), colors);
    }
    if (extent != null) {
      double[][] channels = SampleReader.channels(part);
      part.range().prepare(channels);
      extent.add(channels);
    }
    return extent != null;
  }

  private static boolean hasColor(int[] indices, int[] colors) {
    for (int index : indices) {
      int color = index < colors.length ? colors[index] : 0;
      if ((color >> 16 & 0xff) != (color & 0xff) || (color >> 8 & 0xff) != (color & 0xff)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a color of a palette occurs that is not gray. */
  boolean colorful() {
    return colorful;
  }

  /** Of samples of an open range. */
  Extent extent() {
    return extent;
  }
}

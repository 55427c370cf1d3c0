package org.dl4jvision.data.folder;

import java.util.Arrays;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * What is decoded of an image or of a part of it.
 *
 * @param pixels the values of its channels
 * @param labels the class of each pixel as an unsigned byte, row by row; null where the data set
 *     has no classes of pixels
 */
@SuppressWarnings("ArrayRecordComponent")
public record Planes(Pixels pixels, byte[] labels) implements PlaneWindows {

  @Override
  public ImageSize size() {
    return new ImageSize(pixels.height(), pixels.width());
  }

  @Override
  public int rows() {
    return pixels.height();
  }

  @Override
  public Planes window(Region region) {
    if (region.isAllOf(size())) {
      return this;
    }
    Pixels part =
        new Pixels(
            pixels.channels(),
            region.height(),
            region.width(),
            pixels.bytes() == null ? null : region.cut(pixels.bytes(), size()),
            pixels.floats() == null ? null : region.cut(pixels.floats(), size()));
    return new Planes(part, labels == null ? null : region.cut(labels, size()));
  }

  /** Bytes that they take. */
  long memory() {
    return pixels.memory() + (labels == null ? 0 : labels.length);
  }

  /** Nothing has to be closed. */
  @Override
  public void close() {}

  /** Planes are equal if all values are. */
  @Override
  public boolean equals(Object o) {
    return o instanceof Planes other
        && size().equals(other.size())
        && pixels.channels() == other.pixels.channels()
        && Arrays.equals(pixels.bytes(), other.pixels.bytes())
        && Arrays.equals(pixels.floats(), other.pixels.floats())
        && Arrays.equals(labels, other.labels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(labels) + 31 * Arrays.hashCode(pixels.bytes());
  }
}

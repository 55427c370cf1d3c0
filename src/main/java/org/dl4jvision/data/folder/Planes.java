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
            pixels.bytes() == null ? null : cut(pixels.bytes(), pixels.channels(), region),
            pixels.floats() == null ? null : cut(pixels.floats(), pixels.channels(), region));
    return new Planes(part, labels == null ? null : cut(labels, 1, region));
  }

  private byte[] cut(byte[] planes, int count, Region region) {
    byte[] part = new byte[count * region.height() * region.width()];
    forEachRow(count, region, (from, to) -> copy(planes, from, part, to, region.width()));
    return part;
  }

  private float[] cut(float[] planes, int count, Region region) {
    float[] part = new float[count * region.height() * region.width()];
    forEachRow(count, region, (from, to) -> copy(planes, from, part, to, region.width()));
    return part;
  }

  private static void copy(Object planes, int from, Object part, int to, int width) {
    System.arraycopy(planes, from, part, to, width);
  }

  private interface Row {
    void at(int from, int to);
  }

  private void forEachRow(int count, Region region, Row row) {
    int to = 0;
    for (int plane = 0; plane < count; plane++) {
      for (int y = region.top(); y < region.bottom(); y++) {
        row.at((plane * pixels.height() + y) * pixels.width() + region.left(), to);
        to += region.width();
      }
    }
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

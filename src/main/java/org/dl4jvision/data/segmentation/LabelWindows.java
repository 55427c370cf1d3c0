package org.dl4jvision.data.segmentation;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * The classes of an image's pixels, of which windows are read: each has what {@link
 * ClassMaps#labels} has there. To be closed after use; not thread-safe.
 */
public interface LabelWindows extends AutoCloseable {

  /**
   * The class of each pixel of a window as an unsigned byte, row by row, {@link
   * SegmentationSample#IGNORE} where void.
   *
   * @throws IllegalArgumentException if the image has not all of these pixels
   */
  byte[] labels(Region region);

  /** Rows of full width that a pass over the whole image should read at once. */
  int rows();

  @Override
  void close();

  /** Windows of classes that are all there. */
  static LabelWindows of(byte[] labels, ImageSize size) {
    return new LabelWindows() {
      @Override
      public byte[] labels(Region region) {
        return region.cut(labels, size);
      }

      @Override
      public int rows() {
        return size.height();
      }

      @Override
      public void close() {}
    };
  }
}

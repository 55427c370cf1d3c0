package org.dl4jvision.data;

import org.dl4jvision.data.ImageFiles.Mask;

/**
 * A mask that is open, of which windows are read: each has the codes that the whole mask has there,
 * its palette and its loss. To be closed after use; not thread-safe.
 */
public interface MaskWindows extends AutoCloseable {

  /** Height and width of the mask. */
  ImageSize size();

  /** Rows of full width that a pass over the whole mask should read at once. */
  int rows();

  /**
   * The codes of a window.
   *
   * @throws IllegalArgumentException naming the file, if it cannot be read; or if the mask has not
   *     all of these pixels
   */
  Mask mask(Region region);

  @Override
  void close();

  /** Windows of a mask that was read whole. */
  static MaskWindows of(Mask whole) {
    ImageSize size = new ImageSize(whole.height(), whole.width());
    return new MaskWindows() {
      @Override
      public ImageSize size() {
        return size;
      }

      @Override
      public int rows() {
        return size.height();
      }

      @Override
      public Mask mask(Region region) {
        if (region.requireIn(size).isAllOf(size)) {
          return whole;
        }
        int[] codes = region.cut(whole.codes(), size);
        return new Mask(region.height(), region.width(), codes, whole.palette(), whole.loss());
      }

      @Override
      public void close() {}
    };
  }
}

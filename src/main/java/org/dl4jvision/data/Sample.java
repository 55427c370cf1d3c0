package org.dl4jvision.data;

/** One image of a data set, whatever is known about it. */
public interface Sample {

  /** File name without extension, or a generated name. */
  String name();

  /** 1 (gray) or 3 (red, green, blue). */
  int channels();

  /** Rows of the image. */
  int height();

  /** Columns of the image. */
  int width();

  /**
   * Pixel values in [0, 1], channel by channel, row by row: {@code [channels][height][width]}. May
   * be shared: not to be written to.
   */
  float[] image();

  /** Height and width. */
  default ImageSize size() {
    return new ImageSize(height(), width());
  }
}

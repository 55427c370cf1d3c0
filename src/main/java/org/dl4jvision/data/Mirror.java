package org.dl4jvision.data;

/** How an image goes on beyond its bottom and right border: as its mirror image. */
public final class Mirror {

  private Mirror() {}

  /**
   * The row or column of an image that lies at an index, which may be beyond the last one. The
   * border pixel is not repeated: rows 0, 1, 2 go on as 1, 0, 1, 2, ..
   *
   * @param index 0 or more
   * @param length rows or columns of the image
   */
  public static int index(int index, int length) {
    if (index < length) {
      return index;
    }
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int phase = index % period;
    return phase < length ? phase : period - phase;
  }

  /** {@link #index} of all indices from {@code from} on. */
  public static int[] indices(int from, int count, int length) {
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = index(from + i, length);
    }
    return indices;
  }
}

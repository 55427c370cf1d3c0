package org.dl4jvision.loss.evaluation;

/**
 * What one sweep over a batch is asked for, and where it adds up its sums.
 *
 * @param ignored label of pixels that do not count, or null
 * @param keeps whether to write p where the gradient will be
 * @param kept whether to read p there
 * @param classes where the classes of one-hot labels are kept along with p, below 0 where labels
 *     are not one-hot; may be null
 * @param sums those of all groups
 */
record Sweep(
    BatchArrays arrays,
    Integer ignored,
    Grouping grouping,
    boolean keeps,
    boolean kept,
    Planes classes,
    Sums sums) {

  /** Makes sums, 0 at first, for every group of a batch. */
  static Sums newSums(BatchArrays arrays, Grouping grouping, int count) {
    return switch (grouping) {
      case IMAGE -> new Sums(arrays.images(), count, arrays.classes());
      case PIXEL -> new Sums(Math.toIntExact(arrays.pixels()), count, 1);
    };
  }

  /** Whether each pixel is a group. */
  boolean isPerPixel() {
    return grouping == Grouping.PIXEL;
  }
}

package org.dl4jvision.data.segmentation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;

/**
 * Images with class maps, divided into splits. Class 0 is the background where the task has one.
 * Implementations are immutable and thread-safe.
 */
public interface SegmentationDataset extends Dataset<SegmentationSample> {

  /**
   * Reads or draws a part of a sample. Implementations that need not read all of it override this.
   *
   * @throws IllegalArgumentException if the region reaches beyond the image
   */
  default SegmentationSample window(Split split, int index, Region region) {
    SegmentationSample sample = get(split, index);
    region.requireIn(sample.size());
    return sample.window(region.top(), region.left(), region.size());
  }

  /**
   * The pixels of a part of a sample, row by row, that outlines of several classes claim; empty
   * where that is not known, as of masks.
   */
  default Optional<BitSet> contested(Split split, int index, Region region) {
    return Optional.empty();
  }

  /** These images in their own sizes: this data set, unless it is one of resized images. */
  default SegmentationDataset unresized() {
    return this;
  }

  /**
   * All of a sample from top to bottom, in windows of full width, each of about four million pixels
   * at most.
   */
  default Stream<SegmentationSample> strips(Split split, int index) {
    ImageSize size = imageSize(split, index);
    return Region.strips(size, Math.max(1, (1 << 22) / size.width())).stream()
        .map(rows -> window(split, index, rows));
  }

  /**
   * The classes of all pixels of an image, row by row.
   *
   * @throws IllegalArgumentException if they are more than an array can hold
   */
  default byte[] labels(Split split, int index) {
    byte[] all = new byte[Region.of(imageSize(split, index)).length()];
    int[] at = {0};
    strips(split, index)
        .forEach(
            strip -> {
              System.arraycopy(strip.labels(), 0, all, at[0], strip.labels().length);
              at[0] += strip.labels().length;
            });
    return all;
  }

  /** How many pixels of an image have each label. */
  private long[] labelCounts(Split split, int index) {
    long[] counts = new long[SegmentationSample.IGNORE + 1];
    strips(split, index)
        .forEach(
            strip -> {
              for (byte label : strip.labels()) {
                counts[Byte.toUnsignedInt(label)]++;
              }
            });
    return counts;
  }

  /** The number of pixels of each class on an image, by class index; void ones are not counted. */
  default long[] classPixels(Split split, int index) {
    return Arrays.copyOf(labelCounts(split, index), classNames().size());
  }

  /** The number of pixels of each class in a split, by class index; void pixels are not counted. */
  default long[] classPixels(Split split) {
    long[] counts = new long[classNames().size()];
    for (int i = 0; i < size(split); i++) {
      long[] ofImage = classPixels(split, i);
      Arrays.setAll(counts, index -> counts[index] + ofImage[index]);
    }
    return counts;
  }

  /** Whether a split has no pixel of any class. */
  default boolean isVoid(Split split) {
    return IntStream.range(0, size(split)).allMatch(i -> classes(split, i).isEmpty());
  }

  /**
   * Batches of a split as {@code fit} and {@code evaluate} take them: whole images of zero mean and
   * unit variance and their class indices, padded such that both sides can be halved five times.
   * Those of the training images are in another order in each epoch. {@link SegmentationIterator}
   * has more options.
   */
  default SegmentationIterator iterator(Split split, int batchSize) {
    return SegmentationIterator.builder(this, split)
        .batchSize(batchSize)
        .stride(32)
        .shuffle(split == Split.TRAIN)
        .build();
  }

  /** The classes that occur on an image, by index; void is none. */
  default Set<Integer> classes(Split split, int index) {
    long[] counts = labelCounts(split, index);
    return IntStream.range(0, SegmentationSample.IGNORE)
        .filter(label -> counts[label] > 0)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Demands that there is something to learn.
   *
   * @throws IllegalArgumentException if the training images have no pixels of two classes
   */
  default void requireLearnable() {
    Set<Integer> classes = new TreeSet<>();
    for (int i = 0; i < size(Split.TRAIN) && classes.size() < 2; i++) {
      classes.addAll(classes(Split.TRAIN, i));
    }
    if (classes.size() > 1) {
      return;
    }
    String all =
        classes.isEmpty() ? "void" : "'" + classNames().get(classes.iterator().next()) + "'";
    throw new IllegalArgumentException(
        "nothing can be learnt from '"
            + name()
            + "': all pixels of the "
            + size(Split.TRAIN)
            + " training images are "
            + all
            + "; expected pixels of two classes (is the foreground another value of the masks?)");
  }
}

package org.dl4jvision.data.segmentation;

import java.util.Set;
import java.util.TreeSet;
import org.dl4jvision.data.Dataset;
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

  /** The number of pixels of each class in a split, by class index; void pixels are not counted. */
  default long[] classPixels(Split split) {
    long[] counts = new long[classNames().size()];
    for (int i = 0; i < size(split); i++) {
      for (byte label : get(split, i).labels()) {
        int value = Byte.toUnsignedInt(label);
        if (value != SegmentationSample.IGNORE) {
          counts[value]++;
        }
      }
    }
    return counts;
  }

  /** Whether a split has no pixel of any class. */
  default boolean isVoid(Split split) {
    for (int i = 0; i < size(split); i++) {
      for (byte label : get(split, i).labels()) {
        if (Byte.toUnsignedInt(label) != SegmentationSample.IGNORE) {
          return false;
        }
      }
    }
    return true;
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
    Set<Integer> classes = new TreeSet<>();
    for (byte label : get(split, index).labels()) {
      classes.add(Byte.toUnsignedInt(label));
    }
    classes.remove(SegmentationSample.IGNORE);
    return classes;
  }

  /**
   * Demands that there is something to learn.
   *
   * @throws IllegalArgumentException if the training images have no pixels of two classes
   */
  default void requireLearnable() {
    int first = SegmentationSample.IGNORE;
    for (int i = 0; i < size(Split.TRAIN); i++) {
      for (byte label : get(Split.TRAIN, i).labels()) {
        int value = Byte.toUnsignedInt(label);
        if (first == SegmentationSample.IGNORE) {
          first = value;
        } else if (value != first && value != SegmentationSample.IGNORE) {
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        "nothing can be learnt from '"
            + name()
            + "': all pixels of the "
            + size(Split.TRAIN)
            + " training images are "
            + (first == SegmentationSample.IGNORE ? "void" : "'" + classNames().get(first) + "'")
            + "; expected pixels of two classes (is the foreground another value of the masks?)");
  }
}

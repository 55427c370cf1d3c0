package org.dl4jvision.data.segmentation;

import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.Split;

/**
 * Images with class maps, divided into splits. Class 0 is the background where the task has one.
 * Implementations are immutable and thread-safe.
 */
public interface SegmentationDataset extends Dataset<SegmentationSample> {

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
}

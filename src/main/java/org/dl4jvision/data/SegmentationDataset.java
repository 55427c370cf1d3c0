package org.dl4jvision.data;

import java.util.List;

/** Images with class maps, divided into splits. Implementations are immutable and thread-safe. */
public interface SegmentationDataset {

  /** A short name for reports. */
  String name();

  /** One name a class; index 0 is the background where the task has one. */
  List<String> classNames();

  /** Channels of every image: 1 (gray) or 3 (colour). */
  int channels();

  /** Number of samples of a split, 0 where the data set has none. */
  int size(Split split);

  /**
   * Reads or draws sample {@code index} of a split. The arrays of the sample may be shared: do not
   * write to them.
   */
  SegmentationSample get(Split split, int index);

  /** Height and width of a sample; implementations that know it override this, which reads it. */
  default ImageSize imageSize(Split split, int index) {
    return get(split, index).size();
  }

  /** Pixels of each class in a split, void pixels not counted; one entry a class. */
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

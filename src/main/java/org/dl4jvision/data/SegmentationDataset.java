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

  /** Reads or draws sample {@code index} of a split. */
  SegmentationSample get(Split split, int index);
}

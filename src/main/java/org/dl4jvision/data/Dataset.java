package org.dl4jvision.data;

import java.util.List;

/** Images with their truth, divided into splits. Implementations are immutable and thread-safe. */
public interface Dataset {

  /** A short name for reports. */
  String name();

  /** One name a class. */
  List<String> classNames();

  /** Channels of every image: 1 (gray) or 3 (colour). */
  int channels();

  /** Number of samples of a split, 0 where the data set has none. */
  int size(Split split);

  /** Height and width of a sample. */
  ImageSize imageSize(Split split, int index);

  /**
   * Demands images.
   *
   * @throws IllegalArgumentException if a split has none
   */
  default void require(Split... splits) {
    for (Split split : splits) {
      if (size(split) == 0) {
        throw new IllegalArgumentException(
            "the data set '" + name() + "' has no " + split.adjective() + " images");
      }
    }
  }
}

package org.dl4jvision.data;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.data.Normalization.Scaling;

/**
 * Images with their ground truth, divided into splits. Implementations are immutable and
 * thread-safe.
 *
 * @param <S> the samples: an image with what is known about it
 */
public interface Dataset<S extends Sample> {

  /** A short name for reports. */
  String name();

  /** The names of the classes; a class index is a place in this list. */
  List<String> classNames();

  /** Channels of every image: 1 (gray) or 3 (color). */
  int channels();

  /** Number of samples of a split, 0 where the data set has none. */
  int size(Split split);

  /**
   * Reads or draws sample {@code index} of a split. The arrays of the sample may be shared: do not
   * write to them.
   */
  S get(Split split, int index);

  /** Name of a sample; implementations that know it override this, which reads the sample. */
  default String imageName(Split split, int index) {
    return get(split, index).name();
  }

  /**
   * What a sample shows: samples of the same group are copies, tiles or frames of the same, so that
   * one tells what is on the others. By default each is a group of its own.
   */
  default String group(Split split, int index) {
    return imageName(split, index);
  }

  /** Size of a sample; implementations that know it override this, which reads the sample. */
  default ImageSize imageSize(Split split, int index) {
    return get(split, index).size();
  }

  /**
   * How a sample is scaled, by the pixel values of all of it. Implementations that keep it override
   * this, which reads the sample.
   */
  default Scaling scaling(Split split, int index, Normalization normalization) {
    S sample = get(split, index);
    return normalization.of(sample.image(), sample.channels());
  }

  /** The line that says as what the data were recognized and why; empty where nothing was. */
  default Optional<String> recognition() {
    return Optional.empty();
  }

  /** What was wrong with the data but could be repaired, such as dropped boxes; a line each. */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * Demands that splits have images.
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

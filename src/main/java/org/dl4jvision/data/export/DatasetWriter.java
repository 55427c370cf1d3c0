package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.Set;
import org.dl4jvision.check.Named;

/** A layout in which data sets are written. Implementations are immutable and thread-safe. */
public interface DatasetWriter extends Named {

  /** What is written of an image. */
  enum Part {
    /** Objects with boxes or outlines. */
    OBJECTS,
    /** The class of each pixel. */
    CLASS_MAPS
  }

  /** What it writes of an image; a class map only where there is one. */
  Set<Part> parts();

  /** Whether every image is in a split: those of which none is stated are for training. */
  default boolean dividesAll() {
    return true;
  }

  /** The files, in words. */
  String layout();

  /**
   * Begins to write.
   *
   * @param folder that is there and empty
   */
  Output open(Path folder, Classes classes);
}

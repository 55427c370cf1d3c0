package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.check.Named;

/**
 * A way to write down what is on images. It knows files and folders, and no task: whoever can use
 * what it {@linkplain #contents says}, does. Immutable and thread-safe.
 */
public interface AnnotationFormat extends Named {

  /** What a format can say about an image. */
  enum Content {
    /** The boxes of objects, or outlines that have bounds. */
    BOXES,
    /** The class of each pixel. */
    MASKS;

    /** Returns the word for messages, such as "boxes". */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What this format can say about an image. */
  Set<Content> contents();

  /** What a folder holds, in words that follow "expected". */
  String layout();

  /**
   * Looks for the format's files in a folder, without reading them as far as can be.
   *
   * @return empty where the folder's layout is another one
   */
  Optional<Found> find(Path folder);
}

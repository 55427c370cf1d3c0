package org.dl4jvision.data.format;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.check.Named;

/**
 * A way to write down what is on images. It knows files and folders, and no task: whoever can use
 * what it {@linkplain #contents says}, does. Implementations are immutable and thread-safe, public,
 * and have a public constructor without arguments.
 */
public interface AnnotationFormat extends Named {

  /** What a format can say about an image. */
  enum Content {
    /** The boxes of objects. */
    BOXES,
    /** The pixels of objects, each by itself. */
    OUTLINES,
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
   * Which tools write it or which public data sets have it, and where in the tool it is exported,
   * such as "CVAT: Menu, Export task dataset, CVAT for images 1.1"; for the documentation.
   */
  String source();

  /**
   * Looks for the format's files in a folder, without reading more than beginnings of files.
   *
   * @return empty where the folder is another format's
   */
  Optional<Found> find(DataFolder folder);

  /**
   * Takes the patterns of image and mask files that a user gives, instead of looking.
   *
   * @param options with a pattern
   * @return empty for a format that takes none
   * @throws IllegalArgumentException if the patterns fit no files
   */
  default Optional<Found> findDeclared(DataFolder folder, ReadOptions options) {
    return Optional.empty();
  }
}

package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.List;

/**
 * What a format found in a folder.
 *
 * @param format that found it
 * @param evidence files and folders by which it was recognized, at least one
 * @param reader reads it
 */
public record Found(AnnotationFormat format, List<Path> evidence, Reader reader) {

  /** Reads the files of a folder in which a format was found. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Reads the images of all splits.
     *
     * @param classNames what the user declares, null for nothing; formats need it that number their
     *     classes and name them elsewhere
     * @throws IllegalArgumentException one line, naming the file and the object at fault
     */
    Annotations read(List<String> classNames);
  }

  /** See {@link Reader#read}. */
  public Annotations read(List<String> classNames) {
    return reader.read(classNames);
  }
}

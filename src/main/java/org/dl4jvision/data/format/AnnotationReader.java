package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.List;

/** Reads one format. */
public interface AnnotationReader {

  /** What is accepted, for messages. */
  String accepted();

  /** Whether a folder's layout is that of this format. */
  boolean matches(Path folder);

  /**
   * Reads all splits.
   *
   * @param classNames what the user declares, or null
   * @throws IllegalArgumentException naming the file and the object at fault
   */
  Annotations read(Path folder, List<String> classNames);
}

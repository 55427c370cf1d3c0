package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.Optional;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;

/** The size of an image that annotations state, beside that of its file. */
final class StatedSize {

  private StatedSize() {}

  /**
   * Says where the two differ.
   *
   * @param who states it, such as "a.xml: says the image"
   * @param stated 0x0 for none
   * @param size of the file, upright
   * @return what to warn of
   * @throws IllegalArgumentException if the annotations are of the image as it is stored, before
   *     its orientation tag turns it: boxes would be beside their objects
   */
  static Optional<String> problem(String who, ImageSize stated, Path file, ImageSize size) {
    if (stated.height() == 0 || stated.width() == 0 || stated.equals(size)) {
      return Optional.empty();
    }
    String problem =
        who
            + " is "
            + stated
            + ", but "
            + file
            + " is "
            + size
            + " (height x width)"
            + ImageFiles.turnNote(file, stated);
    if (stated.equals(size.turned()) && ImageFiles.isTurned(file)) {
      throw new IllegalArgumentException(problem);
    }
    return Optional.of(problem);
  }
}

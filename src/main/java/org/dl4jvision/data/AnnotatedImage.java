package org.dl4jvision.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.io.coco.CocoId;

/**
 * An image and what a format says is on it: what every format reads and every task uses.
 *
 * @param name file name without extension, or what the annotations call it
 * @param id what the format calls it, where images have ids
 * @param file of the image
 * @param size by the file's header
 * @param source file with the annotations, for messages
 * @param objects as they stand in the source, not yet checked; a list may read them when asked
 * @param mask file with the class of each pixel
 * @param split which the format says it belongs to, empty where it says nothing
 */
public record AnnotatedImage(
    String name,
    Optional<CocoId> id,
    Path file,
    ImageSize size,
    Path source,
    List<Annotation> objects,
    Optional<Path> mask,
    Optional<Split> split) {

  /**
   * An image with objects, whose size is read and which has neither id nor mask.
   *
   * @throws IllegalArgumentException if the file is missing or no image
   */
  public static AnnotatedImage of(
      String name, Path file, Path source, List<Annotation> objects, Optional<Split> split) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          source + ": there is no image '" + file.getFileName() + "' in " + file.getParent());
    }
    return new AnnotatedImage(
        name,
        Optional.empty(),
        file,
        ImageFiles.readSize(file),
        source,
        objects,
        Optional.empty(),
        split);
  }
}

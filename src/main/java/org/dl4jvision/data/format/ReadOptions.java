package org.dl4jvision.data.format;

import java.util.List;
import java.util.Optional;

/**
 * What a user declares about a folder, for the format that reads it. Immutable.
 *
 * @param classNames the classes in their order; formats need them that number their classes and
 *     name them elsewhere
 * @param images a pattern of the image files, such as {@code train/*.jpg}
 * @param masks where the mask of an image is, such as {@code train_masks/{name}_mask.gif}
 */
public record ReadOptions(
    Optional<List<String>> classNames, Optional<String> images, Optional<String> masks) {

  /** Nothing is declared. */
  public static final ReadOptions NONE =
      new ReadOptions(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether files are declared by patterns. */
  boolean hasPatterns() {
    return images.isPresent() || masks.isPresent();
  }

  /** These with classes; null for none. */
  public ReadOptions withClassNames(List<String> names) {
    return new ReadOptions(Optional.ofNullable(names).map(List::copyOf), images, masks);
  }

  /** These with patterns of image and mask files; null for none. */
  public ReadOptions withFiles(String images, String masks) {
    return new ReadOptions(classNames, Optional.ofNullable(images), Optional.ofNullable(masks));
  }
}

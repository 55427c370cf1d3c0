package org.dl4jvision.data.format;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.io.coco.CocoId;

/**
 * What a format read, not yet checked.
 *
 * @param images of all splits; the images of a split stand in its order
 * @param classNames those that the data declare, empty where they declare none
 * @param categoryIds one a declared class, empty where the format has none
 * @param warnings what could be repaired and what was left out, a line each
 */
public record Annotations(
    List<AnnotatedImage> images,
    Optional<List<String>> classNames,
    Optional<List<CocoId>> categoryIds,
    List<String> warnings) {

  /** What declares no classes and needed no repair. */
  public static Annotations of(List<AnnotatedImage> images) {
    return new Annotations(List.copyOf(images), Optional.empty(), Optional.empty(), List.of());
  }
}

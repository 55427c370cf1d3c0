package org.dl4jvision.data.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.io.coco.CocoId;

/**
 * What a format read, not yet checked.
 *
 * @param images of all splits; the images of a split stand in its order
 * @param classNames those that the data declare, empty where they declare none
 * @param categoryIds one a declared class, empty where the format has none
 * @param legend what the codes of the masks mean, empty where the format does not say it
 * @param warnings what could be repaired and what was left out, a line each
 */
public record Annotations(
    List<AnnotatedImage> images,
    Optional<List<String>> classNames,
    Optional<List<CocoId>> categoryIds,
    Optional<MaskLegend> legend,
    List<String> warnings) {

  /** Copies the lists. */
  public Annotations {
    images = List.copyOf(images);
    warnings = List.copyOf(warnings);
  }

  /** What declares no classes and needed no repair. */
  public static Annotations of(List<AnnotatedImage> images) {
    return new Annotations(images, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /** These with classes in their order; an empty list declares none. */
  public Annotations withClassNames(List<String> names) {
    return new Annotations(
        images,
        names.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(names)),
        categoryIds,
        legend,
        warnings);
  }

  /** These with the ids of the classes. */
  public Annotations withCategoryIds(List<CocoId> ids) {
    return new Annotations(images, classNames, Optional.of(List.copyOf(ids)), legend, warnings);
  }

  /**
   * The ids of classes in an order of one's own. A class that is not declared gets the lowest
   * number from 1 that is no other's.
   *
   * @return empty where the format has no ids
   */
  public Optional<List<CocoId>> categoryIds(List<String> names) {
    return categoryIds.map(
        ids -> {
          Set<CocoId> taken = new HashSet<>(ids);
          List<CocoId> result = new ArrayList<>();
          for (String name : names) {
            int index = classNames.orElse(List.of()).indexOf(name);
            result.add(
                index >= 0
                    ? ids.get(index)
                    : LongStream.rangeClosed(1, Long.MAX_VALUE)
                        .mapToObj(CocoId::of)
                        .filter(taken::add)
                        .findFirst()
                        .orElseThrow());
          }
          return List.copyOf(result);
        });
  }

  /** These with a legend of the masks, whose classes are declared by it. */
  public Annotations withLegend(MaskLegend legend) {
    return new Annotations(
        images,
        legend.classNames().isEmpty() ? classNames : Optional.of(legend.classNames()),
        categoryIds,
        Optional.of(legend),
        warnings);
  }

  /** These with what could be repaired and what was left out, a line each. */
  public Annotations withWarnings(List<String> warnings) {
    return new Annotations(images, classNames, categoryIds, legend, warnings);
  }
}

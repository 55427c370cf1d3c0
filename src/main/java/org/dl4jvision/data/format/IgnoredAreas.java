package org.dl4jvision.data.format;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;

/**
 * Areas in which objects of any class count for nothing, which some tools write down as objects of
 * a class of that name.
 */
public final class IgnoredAreas {

  private IgnoredAreas() {}

  /**
   * These with each area as an ignored object of every class.
   *
   * @param area what files call the class of areas
   * @param declared the classes, empty for those that occur
   */
  public static Annotations spread(
      Annotations annotations, String area, Optional<List<String>> declared) {
    Collection<String> classNames =
        declared.isPresent() ? declared.get() : occurring(annotations.images(), area);
    return new Annotations(
        annotations.images().stream().map(image -> spread(image, area, classNames)).toList(),
        annotations.classNames(),
        annotations.categoryIds(),
        annotations.legend(),
        annotations.warnings());
  }

  private static Set<String> occurring(List<AnnotatedImage> images, String area) {
    return images.stream()
        .flatMap(image -> image.objects().stream())
        .map(Annotation::className)
        .filter(name -> !name.equals(area))
        .collect(toCollection(TreeSet::new));
  }

  private static AnnotatedImage spread(
      AnnotatedImage image, String area, Collection<String> classNames) {
    if (image.objects().stream().noneMatch(object -> object.className().equals(area))) {
      return image;
    }
    List<Annotation> objects = new ArrayList<>();
    for (Annotation object : image.objects()) {
      if (object.className().equals(area)) {
        object.ignoredOf(classNames).forEach(objects::add);
      } else {
        objects.add(object);
      }
    }
    return image.withObjects(List.copyOf(objects));
  }
}

package org.dl4jvision.data.fault;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.ClassMaps;

/** Images on which nothing is: no object, or a mask that is all background or void. */
public final class EmptyLabels implements DataCheck {

  /** The check, as the registry makes it. */
  public EmptyLabels() {}

  @Override
  public String name() {
    return "empty-labels";
  }

  @Override
  public String help() {
    return "images without any object, and masks of one class that is the background, or all void";
  }

  @Override
  public boolean isFault() {
    return false;
  }

  @Override
  public String repair() {
    return "kept";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    boolean masks = data.annotations().has(Content.MASKS);
    if (masks && data.classFault().isPresent()) {
      return List.of(); // what the masks mean is not known
    }
    Set<String> background =
        data.classNames().stream()
            .limit(1)
            .filter(name -> !masks || ClassMaps.isBackground(name) || data.classNames().size() == 2)
            .collect(toSet());
    return data.images().stream()
        .filter(facts -> data.usable(facts).isPresent() && facts.doubts().isEmpty())
        .filter(
            facts ->
                masks ? background.containsAll(facts.classes()) : facts.image().objects().isEmpty())
        .map(
            facts -> new Finding(facts.image().file(), said(facts.image(), facts.classes(), masks)))
        .toList();
  }

  private static String said(AnnotatedImage image, Set<String> classes, boolean masks) {
    if (!masks) {
      return image.file() + ": there is no object on it";
    }
    return image.mask().orElseThrow().file()
        + (classes.isEmpty()
            ? ": all of it is void"
            : ": all of it is " + classes.iterator().next());
  }
}

package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.folder.ClassNames;
import org.dl4jvision.data.folder.FolderAnnotations;
import org.dl4jvision.data.folder.ObjectRules;

/** The objects that a format states, by the rules that hold for training. */
final class StatedObjects implements ObjectSource {

  private final List<String> names;
  private final ObjectRules rules;
  private final List<String> warnings = new ArrayList<>();

  /**
   * Checks all objects.
   *
   * @throws IllegalArgumentException naming the first object at fault, or if there is none
   */
  StatedObjects(Path folder, FolderAnnotations annotations) {
    List<AnnotatedImage> images = annotations.images();
    names =
        ClassNames.require(
            folder,
            annotations
                .classNames()
                .orElseGet(() -> ObjectRules.occurring(folder, images.stream())));
    rules = new ObjectRules(names, Annotation::bounds);
    rules.apply(
        images,
        (i, objects) ->
            objects.forEach(one -> ObjectRules.checkOutline(images.get(i), one.object())),
        warnings);
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public List<LabeledObject> on(AnnotatedImage image) {
    // What was dropped or clipped was said when all objects were checked.
    return rules.apply(image, warning -> {}).stream()
        .map(
            one ->
                LabeledObject.of(
                    one.classIndex(), one.box(), one.object().outline(), one.object().flags()))
        .toList();
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}

package org.dl4jvision.data.export;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.segmentation.ClassMaps;

/** The objects of the class maps of a folder. */
final class ComponentObjects implements ObjectSource {

  private final ClassMaps maps;
  private final ClassComponents components;

  ComponentObjects(ClassMaps maps) {
    this.maps = maps;
    components = new ClassComponents(maps.names());
  }

  @Override
  public List<String> names() {
    return components.names();
  }

  @Override
  public List<LabeledObject> on(AnnotatedImage image) {
    return components.of(maps.labels(image), image.size());
  }

  @Override
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>(maps.warnings());
    if (ClassComponents.isUnnamed(maps.names().get(0))) {
      warnings.add("the masks do not name their classes: value 0 is taken for the background");
    }
    return warnings;
  }
}

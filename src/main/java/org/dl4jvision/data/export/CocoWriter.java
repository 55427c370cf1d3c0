package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.Set;

/**
 * COCO: {@code images/} and {@code annotations/instances_SPLIT.json}. Polygons stay polygons, masks
 * and outlines with holes are run lengths. Objects that count for nothing are crowds, as tools
 * leave these out; {@code "difficult": 1} or {@code "ignore": 1} says which are none. Ids of
 * categories and images are those of the source where it has some.
 */
public final class CocoWriter implements DatasetWriter {

  /** The writer, as the registry makes it. */
  public CocoWriter() {}

  @Override
  public String name() {
    return "coco";
  }

  @Override
  public String help() {
    return "COCO: a JSON file a split with all images, objects and categories";
  }

  @Override
  public Set<Part> parts() {
    return Set.of(Part.OBJECTS);
  }

  @Override
  public String layout() {
    return "images/, annotations/instances_SPLIT.json";
  }

  @Override
  public Output open(Path folder, Classes classes) {
    return new CocoOutput(folder, classes);
  }
}

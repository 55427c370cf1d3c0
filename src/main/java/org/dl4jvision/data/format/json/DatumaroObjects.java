package org.dl4jvision.data.format.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.Notes;

/** The annotations of an item in {@link DatumaroFormat}, as objects. */
final class DatumaroObjects {

  /** They tell of the whole image. */
  private static final Set<String> OF_IMAGES = Set.of("label", "caption", "hash_key");

  private static final Set<String> WITH_AREA = Set.of("bbox", "polygon", "mask", "ellipse");

  private final List<String> names;

  /**
   * Reads annotations.
   *
   * @param names of the labels
   */
  DatumaroObjects(List<String> names) {
    this.names = names;
  }

  /** The objects: annotations of one group and label are parts of one, unless it has two boxes. */
  List<Annotation> read(JsonValue annotations, Notes notes) {
    Map<Object, List<Annotation>> groups = new LinkedHashMap<>();
    for (JsonValue annotation : annotations.listOrEmpty()) {
      Optional<Annotation> object = object(annotation, notes);
      if (object.isPresent()) {
        double group = annotation.get("group").number(0);
        Object key = group == 0 ? annotation : List.of(group, object.get().className());
        groups.computeIfAbsent(key, one -> new ArrayList<>(1)).add(object.get());
      }
    }
    List<Annotation> objects = new ArrayList<>();
    groups.values().forEach(parts -> objects.addAll(merged(parts)));
    return objects;
  }

  private static List<Annotation> merged(List<Annotation> parts) {
    List<Box> boxes = parts.stream().map(Annotation::box).flatMap(Optional::stream).toList();
    List<Outline> outlines =
        parts.stream().map(Annotation::outline).flatMap(Optional::stream).toList();
    if (boxes.size() > 1 || parts.size() == 1) {
      return parts;
    }
    Annotation first = parts.get(0);
    return List.of(
        new Annotation(
            first.label(),
            first.className(),
            boxes.stream().findFirst(),
            Optional.of(Outline.union(outlines)),
            first.flags()));
  }

  private Optional<Annotation> object(JsonValue annotation, Notes notes) {
    String type = annotation.get("type").text();
    String place = annotation.place();
    if (OF_IMAGES.contains(type)) {
      return Optional.empty();
    }
    if (!WITH_AREA.contains(type)) {
      notes.add(
          "%d points, lines and other annotations have no area and are left out, the first is %s",
          place);
      return Optional.empty();
    }
    JsonValue id = annotation.get("label_id");
    if (id.isMissing()) {
      notes.add("%d annotations have no label and are left out, the first is %s", place);
      return Optional.empty();
    }
    int label = id.integer();
    if (label < 0 || label >= names.size()) {
      throw id.error("is " + label + ", but there are " + names.size() + " labels, from 0");
    }
    String name = names.get(label);
    Optional<Box> box = type.equals("bbox") ? Optional.of(box(annotation)) : Optional.empty();
    Optional<Outline> outline = outline(annotation, type);
    if (box.isEmpty() && outline.isEmpty()) {
      notes.add("%d polygons have fewer than 3 points and are left out, the first is %s", place);
      return Optional.empty();
    }
    return Optional.of(
        new Annotation(
            annotation.path() + " (" + name + ")", name, box, outline, flags(annotation)));
  }

  /** CVAT turns boxes around their center, and says it as an attribute. */
  private static Box box(JsonValue annotation) {
    Box box = annotation.get("bbox").cornerAndSize();
    double degrees = annotation.get("attributes").get("rotation").number(0);
    return degrees == 0
        ? box
        : Polygon.rotated(box.centerX(), box.centerY(), box.width(), box.height(), degrees)
            .bounds();
  }

  private static Optional<Outline> outline(JsonValue annotation, String type) {
    JsonValue points = annotation.get("points");
    switch (type) {
      case "mask":
        return annotation.get("rle").cocoOutline();
      case "polygon":
        double[] ring = points.numbers();
        if (ring.length % 2 != 0) {
          throw points.error("must be x and y of each point, but has " + ring.length + " numbers");
        }
        return ring.length < 6 ? Optional.empty() : Optional.of(new Polygon(ring));
      case "ellipse":
        double[] edges = points.numbers(4);
        Box box = new Box(edges[0], edges[1], edges[2], edges[3]);
        return Optional.of(
            Polygon.ellipse(box.centerX(), box.centerY(), box.width() / 2, box.height() / 2));
      default:
        return Optional.empty();
    }
  }

  private static Set<Flag> flags(JsonValue annotation) {
    JsonValue attributes = annotation.get("attributes");
    return attributes.get("is_crowd").isTrue()
        ? Set.of(Flag.CROWD)
        : attributes.get("difficult").isTrue() ? Set.of(Flag.DIFFICULT) : Set.of();
  }
}

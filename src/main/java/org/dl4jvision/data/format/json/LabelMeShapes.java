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
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.Notes;

/** The shapes of a file in {@link LabelMeFormat}, as objects. */
final class LabelMeShapes {

  private static final Set<String> WITHOUT_AREA = Set.of("point", "points", "line", "linestrip");

  private final ImageSize size;
  private final Notes notes;

  LabelMeShapes(ImageSize size, Notes notes) {
    this.size = size;
    this.notes = notes;
  }

  /** A shape with an area; the box where it is a rectangle. */
  private record Part(
      String label, String className, Optional<Box> box, Outline outline, Set<Flag> flags) {}

  /** The objects: shapes of one label and group are parts of one. */
  List<Annotation> read(JsonValue shapes) {
    Map<Object, List<Part>> groups = new LinkedHashMap<>();
    for (JsonValue shape : shapes.listOrEmpty()) {
      Optional<Part> part = part(shape);
      if (part.isPresent()) {
        JsonValue group = shape.get("group_id");
        Object key = group.isMissing() ? shape : List.of(part.get().className(), group.scalar());
        groups.computeIfAbsent(key, one -> new ArrayList<>(1)).add(part.get());
      }
    }
    return groups.values().stream().map(LabelMeShapes::object).toList();
  }

  private static Annotation object(List<Part> parts) {
    Part first = parts.get(0);
    return new Annotation(
        first.label(),
        first.className(),
        parts.size() == 1 ? first.box() : Optional.empty(),
        Optional.of(Outline.union(parts.stream().map(Part::outline).toList())),
        first.flags());
  }

  private Optional<Part> part(JsonValue shape) {
    String name = shape.get("label").text();
    String label = shape.path() + " (" + name + ")";
    String type = shape.get("shape_type").optionalText().orElse("polygon");
    if (WITHOUT_AREA.contains(type)) {
      notes.add(
          "%d points and lines have no area and are left out, the first is %s",
          shape.file() + ": " + label);
      return Optional.empty();
    }
    double[] points = shape.get("points").points();
    Optional<Box> box =
        type.equals("rectangle") && points.length >= 4
            ? Optional.of(new Polygon(points).bounds())
            : Optional.empty();
    return outline(shape, type, points, box)
        .map(outline -> new Part(label, name, box, outline, flags(shape)))
        .or(
            () -> {
              notes.add(
                  "%d shapes have too few points and are left out, the first is %s",
                  shape.file() + ": " + label);
              return Optional.empty();
            });
  }

  /** The area of a shape; empty where it has too few points. */
  private Optional<Outline> outline(
      JsonValue shape, String type, double[] points, Optional<Box> box) {
    switch (type) {
      case "rectangle":
        return box.map(Polygon::of);
      case "circle":
        if (points.length < 4) {
          return Optional.empty();
        }
        double radius = Math.hypot(points[2] - points[0], points[3] - points[1]);
        return Optional.of(Polygon.ellipse(points[0], points[1], radius, radius));
      case "mask":
        return Optional.of(mask(shape, points));
      case "polygon", "rotation", "oriented_rectangle", "quadrilateral":
        return points.length < 6 ? Optional.empty() : Optional.of(new Polygon(points));
      default:
        throw shape
            .get("shape_type")
            .error("is '" + type + "'; known are polygon, rectangle, circle, mask, line and point");
    }
  }

  /** The first point is the mask's upper left pixel. */
  private Outline mask(JsonValue shape, double[] points) {
    if (points.length < 2 || !Double.isFinite(points[0] + points[1])) {
      throw shape.get("points").error("must be the corners of the mask");
    }
    JsonValue text = shape.get("mask");
    return new PngOutline(
        text,
        EmbeddedFile.base64(text),
        (int) Math.rint(points[0]),
        (int) Math.rint(points[1]),
        size);
  }

  /** Labelers say by flags what is no good example; their names are those of other formats. */
  private static Set<Flag> flags(JsonValue shape) {
    JsonValue flags = shape.get("flags");
    if (flags.get("ignore").isTrue() || flags.get("ignored").isTrue()) {
      return Set.of(Flag.IGNORED);
    }
    if (flags.get("crowd").isTrue() || flags.get("iscrowd").isTrue()) {
      return Set.of(Flag.CROWD);
    }
    return shape.get("difficult").isTrue() || flags.get("difficult").isTrue()
        ? Set.of(Flag.DIFFICULT)
        : Set.of();
  }
}

package org.dl4jvision.data.format.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.Notes;

/** The regions of files in {@link ViaFormat}, as objects, and which attribute is their class. */
final class ViaRegions {

  /** What all regions are of where they have no attributes. */
  private static final String OBJECT = "object";

  /** What users call the attribute that is the class. */
  private static final List<String> USUAL =
      List.of("class", "label", "category", "name", "type", "object");

  private final Notes notes;
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, Set<String>> values = new LinkedHashMap<>();
  private final Map<String, List<String>> options = new LinkedHashMap<>();

  ViaRegions(Notes notes) {
    this.notes = notes;
  }

  /** Notes the values that a project lets users choose from. */
  void declare(JsonValue attributes) {
    if (!attributes.isObject()) {
      return;
    }
    for (JsonValue attribute : attributes.fields()) {
      JsonValue choice = attribute.get("options");
      if (choice.isObject()) {
        choice
            .fields()
            .forEach(
                option ->
                    options
                        .computeIfAbsent(attribute.name(), name -> new ArrayList<>())
                        .add(option.name()));
      }
    }
  }

  /** Counts the attributes of a region. */
  void count(JsonValue region) {
    JsonValue attributes = region.get("region_attributes");
    if (attributes.isObject()) {
      for (JsonValue attribute : attributes.fields()) {
        value(attribute, null)
            .ifPresent(
                value -> {
                  counts.merge(attribute.name(), 1, Integer::sum);
                  values.computeIfAbsent(attribute.name(), n -> new LinkedHashSet<>()).add(value);
                });
      }
    }
  }

  /** The attribute that is the class, null where there is none; a choice is noted. */
  String chosen() {
    if (counts.isEmpty()) {
      return null;
    }
    String chosen =
        counts.keySet().stream()
            .max(
                Comparator.comparing((String name) -> -rank(name))
                    .thenComparing(counts::get)
                    .thenComparing(Comparator.reverseOrder()))
            .orElseThrow();
    if (counts.size() > 1) {
      Set<String> others = new LinkedHashSet<>(counts.keySet());
      others.remove(chosen);
      notes.add(
          "%s",
          "the class of a region is its attribute '"
              + chosen
              + "'; it has also "
              + String.join(", ", others));
    }
    return chosen;
  }

  private static int rank(String name) {
    int rank = USUAL.indexOf(name.toLowerCase(Locale.ROOT));
    return rank < 0 ? USUAL.size() : rank;
  }

  /** The classes in the order of a project's options; empty where there are none. */
  List<String> declared(String attribute) {
    if (!options.containsKey(attribute)) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>(options.get(attribute));
    names.addAll(values.getOrDefault(attribute, Set.of()));
    return List.copyOf(names);
  }

  /** The value of an attribute: a text, or the options that are checked. */
  private static Optional<String> value(JsonValue attribute, Notes notes) {
    if (!attribute.isObject()) {
      return attribute.isMissing() || attribute.isList()
          ? Optional.empty()
          : Optional.of(attribute.scalar()).filter(value -> !value.isEmpty());
    }
    List<String> checked =
        attribute.fields().stream().filter(JsonValue::isTrue).map(JsonValue::name).toList();
    if (checked.size() > 1 && notes != null) {
      notes.add(
          "%d regions have several classes, of which the first counts, as %s", attribute.place());
    }
    return checked.stream().findFirst();
  }

  /**
   * The objects of regions.
   *
   * @param attribute that is the class, null for none
   */
  static List<Annotation> objects(List<JsonValue> regions, String attribute, Notes notes) {
    List<Annotation> objects = new ArrayList<>();
    for (JsonValue region : regions) {
      Optional<String> name =
          attribute == null
              ? Optional.of(OBJECT)
              : value(region.get("region_attributes").get(attribute), notes);
      String place = region.place();
      if (name.isEmpty()) {
        notes.add("%d regions have no class and are left out, the first is %s", place);
        continue;
      }
      Optional<Annotation> object =
          object(region.get("shape_attributes"), name.get(), region.path(), notes);
      if (object.isEmpty()) {
        notes.add(
            "%d points, or shapes of too few of them, have no area and are left out, the first is"
                + " %s",
            place);
      }
      object.ifPresent(objects::add);
    }
    return objects;
  }

  private static Optional<Annotation> object(
      JsonValue shape, String name, String path, Notes notes) {
    String label = path + " (" + name + ")";
    String kind = shape.get("name").text();
    if (kind.equals("rect")) {
      double x = shape.get("x").number();
      double y = shape.get("y").number();
      Box box = new Box(x, y, x + shape.get("width").number(), y + shape.get("height").number());
      return Optional.of(Annotation.of(label, name, box, Set.of()));
    }
    if (kind.equals("polyline")) {
      notes.add(
          "%d polylines are taken as areas, closed from their last point to the first, as %s",
          shape.place());
    }
    return outline(shape, kind).map(outline -> Annotation.of(label, name, outline, Set.of()));
  }

  private static Optional<Outline> outline(JsonValue shape, String kind) {
    switch (kind) {
      case "point":
        return Optional.empty();
      case "circle":
        double radius = shape.get("r").number();
        return Optional.of(ellipse(shape, radius, radius));
      case "ellipse":
        return Optional.of(ellipse(shape, shape.get("rx").number(), shape.get("ry").number()));
      case "polygon", "polyline":
        double[] x = shape.get("all_points_x").numbers();
        double[] y = shape.get("all_points_y").numbers(x.length);
        double[] points = new double[2 * x.length];
        for (int i = 0; i < points.length; i++) {
          points[i] = i % 2 == 0 ? x[i / 2] : y[i / 2];
        }
        return points.length < 6 ? Optional.empty() : Optional.of(new Polygon(points));
      default:
        throw shape
            .get("name")
            .error(
                "is '" + kind + "'; known are rect, polygon, polyline, circle, ellipse and point");
    }
  }

  /** Turned by an angle in radians. */
  private static Polygon ellipse(JsonValue shape, double radiusX, double radiusY) {
    double degrees = Math.toDegrees(shape.get("theta").number(0));
    return Polygon.ellipse(
        shape.get("cx").number(), shape.get("cy").number(), radiusX, radiusY, degrees);
  }
}

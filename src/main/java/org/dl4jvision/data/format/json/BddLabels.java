package org.dl4jvision.data.format.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.Notes;

/** The labels of a frame in {@link BddFormat}, as objects. */
final class BddLabels {

  /** Pieces of a curve. */
  private static final int STEPS = 16;

  private final Notes notes;

  BddLabels(Notes notes) {
    this.notes = notes;
  }

  /** The objects; none where there are no labels. */
  List<Annotation> read(JsonValue labels) {
    List<Annotation> objects = new ArrayList<>();
    for (JsonValue label : labels.listOrEmpty()) {
      Optional<Box> box =
          label.get("box2d").isMissing() ? Optional.empty() : Optional.of(box(label.get("box2d")));
      Optional<Outline> outline = outline(label);
      if (box.isPresent() || outline.isPresent()) {
        String name = label.get("category").text();
        objects.add(
            new Annotation(label.path() + " (" + name + ")", name, box, outline, flags(label)));
      } else {
        notes.add(
            "%d labels have neither a box nor an area, as lanes have not, and are left out, the"
                + " first is %s",
            label.place());
      }
    }
    return objects;
  }

  private static Box box(JsonValue box) {
    return new Box(
        box.get("x1").number(), box.get("y1").number(),
        box.get("x2").number(), box.get("y2").number());
  }

  private static Set<Flag> flags(JsonValue label) {
    JsonValue attributes = label.get("attributes");
    return attributes.get("ignored").isTrue()
        ? Set.of(Flag.IGNORED)
        : attributes.get("crowd").isTrue() ? Set.of(Flag.CROWD) : Set.of();
  }

  /** The area of all closed polygons, or of run lengths. */
  private static Optional<Outline> outline(JsonValue label) {
    JsonValue runs = label.get("rle");
    if (!runs.isMissing()) {
      return runs.cocoOutline();
    }
    List<JsonValue> polygons = label.get("poly2d").listOrEmpty();
    // Before version 2020 there was one list of [x, y, type].
    boolean older = !polygons.isEmpty() && polygons.get(0).isList();
    List<Outline> parts = new ArrayList<>();
    if (older) {
      StringBuilder types = new StringBuilder();
      polygons.forEach(point -> types.append(typeOf(point)));
      add(parts, label.get("poly2d").points(), types.toString());
    } else {
      for (JsonValue polygon : polygons) {
        if (polygon.get("closed").isMissing() || polygon.get("closed").isTrue()) {
          add(
              parts,
              polygon.get("vertices").points(),
              polygon.get("types").optionalText().orElse(""));
        }
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(Outline.union(parts));
  }

  private static String typeOf(JsonValue point) {
    List<JsonValue> values = point.list();
    return values.size() < 3 ? "L" : values.get(2).optionalText().orElse("L").substring(0, 1);
  }

  private static void add(List<Outline> parts, double[] points, String types) {
    if (points.length >= 6) {
      parts.add(new Polygon(types.contains("C") ? flat(points, types) : points));
    }
  }

  /**
   * Points along a polygon of which parts are curves: of two points in turn of type C, the control
   * points of a cubic one between their neighbors.
   */
  private static double[] flat(double[] points, String types) {
    int count = points.length / 2;
    List<Double> flat = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (isControl(types, i) && isControl(types, i + 1) && i > 0) {
        curve(points, i - 1, count, flat);
        i++;
      } else {
        flat.add(points[2 * i]);
        flat.add(points[2 * i + 1]);
      }
    }
    return flat.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static boolean isControl(String types, int i) {
    return i < types.length() && types.charAt(i) == 'C';
  }

  /** Adds the points between the ends of a curve, which are added as corners. */
  private static void curve(double[] points, int first, int count, List<Double> flat) {
    for (int step = 1; step < STEPS; step++) {
      double t = (double) step / STEPS;
      double s = 1 - t;
      double[] weights = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
      for (int axis = 0; axis < 2; axis++) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += weights[k] * points[2 * ((first + k) % count) + axis];
        }
        flat.add(sum);
      }
    }
  }
}

package org.dl4jvision.data.format.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.Notes;

/**
 * The regions of an annotation in {@link LabelStudioFormat}, as objects. Their numbers are percent
 * of the image's width and height, where it is not turned.
 */
final class LabelStudioRegions {

  private static final Set<String> SHAPES =
      Set.of("rectangle", "polygon", "ellipse", "brush", "bitmask", "magicwand", "labels");

  private final ImageSize size;
  private final Notes notes;

  LabelStudioRegions(ImageSize size, Notes notes) {
    this.size = size;
    this.notes = notes;
  }

  /**
   * The objects of a list of results. Results of one id are the shape, the class and the text of
   * one region.
   */
  List<Annotation> read(List<JsonValue> results) {
    Map<Object, List<JsonValue>> regions = new LinkedHashMap<>();
    for (JsonValue result : results) {
      Object id = result.get("id").optionalText().map(Object.class::cast).orElse(result);
      regions.computeIfAbsent(id, one -> new ArrayList<>(1)).add(result);
    }
    List<Annotation> objects = new ArrayList<>();
    for (List<JsonValue> region : regions.values()) {
      region.stream()
          .filter(this::isShape)
          .findFirst()
          .flatMap(shape -> object(shape, region))
          .ifPresent(objects::add);
    }
    return objects;
  }

  private boolean isShape(JsonValue result) {
    JsonValue value = value(result);
    String type =
        result
            .get("type")
            .optionalText()
            .orElseGet(() -> labels(value).map(JsonValue::name).orElse("labels"));
    if (type.startsWith("keypoint")) {
      notes.add("%d keypoints have no area and are left out, the first is %s", result.place());
    }
    return SHAPES.contains(type.replaceFirst("(?<=.)labels$", ""))
        && (value.has("points")
            || value.has("rle")
            || value.has("radiusX")
            || value.has("height")
            || value.has("imageDataURL"));
  }

  /** What JSON-MIN writes among the other fields of a result. */
  private static JsonValue value(JsonValue result) {
    return result.has("value") ? result.get("value") : result;
  }

  /** The list of a region's classes, by whatever name, such as rectanglelabels. */
  private static Optional<JsonValue> labels(JsonValue value) {
    return value.isObject()
        ? value.fields().stream()
            .filter(field -> field.name().endsWith("labels") && field.isList())
            .filter(field -> !field.list().isEmpty())
            .findFirst()
        : Optional.empty();
  }

  private Optional<Annotation> object(JsonValue shape, List<JsonValue> region) {
    Optional<JsonValue> labels =
        region.stream()
            .map(LabelStudioRegions::value)
            .map(LabelStudioRegions::labels)
            .flatMap(Optional::stream)
            .findFirst();
    String place = shape.place();
    if (labels.isEmpty()) {
      notes.add("%d regions have no label and are left out, the first is %s", place);
      return Optional.empty();
    }
    List<JsonValue> names = labels.get().list();
    if (names.size() > 1) {
      notes.add("%d regions have several labels, of which the first counts, as %s", place);
    }
    if (shape.get("image_rotation").number(0) != 0) {
      throw shape
          .get("image_rotation")
          .error("is not 0: turn the image itself, or turn it back in Label Studio, and label it");
    }
    String name = names.get(0).scalar();
    return place(shape, value(shape))
        .map(
            one ->
                new Annotation(
                    shape.path() + " (" + name + ")", name, one.box(), one.outline(), Set.of()))
        .or(
            () -> {
              notes.add(
                  "%d polygons have fewer than 3 points and are left out, the first is %s", place);
              return Optional.empty();
            });
  }

  private record Place(Optional<Box> box, Optional<Outline> outline) {
    static Place of(Outline outline) {
      return new Place(Optional.empty(), Optional.of(outline));
    }
  }

  /** Where a region is; empty for a polygon of too few points. */
  private Optional<Place> place(JsonValue shape, JsonValue value) {
    double sx = size.width() / 100.0;
    double sy = size.height() / 100.0;
    double degrees = value.get("rotation").number(0);
    if (value.has("rle")) {
      int height = shape.get("original_height").integer();
      int width = shape.get("original_width").integer();
      return Optional.of(Place.of(new BrushRuns(value.get("rle"), new ImageSize(height, width))));
    }
    if (value.has("imageDataURL")) {
      JsonValue url = value.get("imageDataURL");
      return Optional.of(Place.of(new PngOutline(url, EmbeddedFile.base64(url), 0, 0, size)));
    }
    if (value.has("points")) {
      double[] points = value.get("points").points();
      for (int i = 0; i < points.length; i++) {
        points[i] *= i % 2 == 0 ? sx : sy;
      }
      return points.length < 6 ? Optional.empty() : Optional.of(Place.of(new Polygon(points)));
    }
    double x = sx * value.get("x").number();
    double y = sy * value.get("y").number();
    if (value.has("radiusX")) {
      double rx = sx * value.get("radiusX").number();
      double ry = sy * value.get("radiusY").number();
      return Optional.of(Place.of(Polygon.ellipse(x, y, rx, ry, degrees)));
    }
    double width = sx * value.get("width").number();
    double height = sy * value.get("height").number();
    return Optional.of(
        new Place(Optional.of(rectangle(x, y, width, height, degrees)), Optional.empty()));
  }

  /** The box around a rectangle that is turned around its upper left corner. */
  private static Box rectangle(double x, double y, double width, double height, double degrees) {
    if (degrees == 0) {
      return new Box(x, y, x + width, y + height);
    }
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double centerX = x + (width * cos - height * sin) / 2;
    double centerY = y + (width * sin + height * cos) / 2;
    return Polygon.rotated(centerX, centerY, width, height, degrees).bounds();
  }
}

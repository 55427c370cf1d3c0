package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.FilePerImage;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.JsonHead;
import org.dl4jvision.data.format.Notes;

/**
 * Supervisely: {@code meta.json} with the classes, and a folder a data set with {@code
 * ann/NAME.EXT.json} beside {@code img/NAME.EXT}. Polygons with holes, bitmaps and rectangles are
 * objects; lines and points have no area and are left out. A tag or a data set that is named after
 * a split states it.
 */
public final class SuperviselyFormat implements AnnotationFormat {

  /** Figures, and shapes of classes, that are left out. */
  private static final Set<String> WITHOUT_AREA =
      Set.of("point", "line", "polyline", "graph", "cuboid", "cuboid_3d", "cuboid_2d");

  /** The format, as the registry makes it. */
  public SuperviselyFormat() {}

  @Override
  public String name() {
    return "supervisely";
  }

  @Override
  public String help() {
    return "Supervisely: meta.json, and a JSON file an image with polygons, bitmaps and rectangles";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "Supervisely: Download as, JSON + images; Export to Supervisely format; DatasetNinja";
  }

  @Override
  public String layout() {
    return "meta.json, and folders such as ds0/ with ann/*.json and img/";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files =
        folder.folders("ann").stream()
            .flatMap(ann -> folder.filesIn(ann).stream())
            .filter(file -> file.toString().endsWith(".json"))
            .toList();
    return FilePerImage.find(
        this, folder, files, file -> isOwn(folder.json(file)), options -> read(folder, files));
  }

  private static boolean isOwn(JsonHead head) {
    return head.has("objects[].classTitle") || head.has("objects", "size.height");
  }

  private static Annotations read(DataFolder folder, List<Path> files) {
    Annotations annotations =
        FilePerImage.read(folder, files, (json, notes) -> read(folder, json, notes));
    return annotations.withClassNames(classes(folder, annotations.images()));
  }

  /** Those that are declared; without those of lines and points, unless objects are of them. */
  private static List<String> classes(DataFolder folder, List<AnnotatedImage> images) {
    Set<String> used = new LinkedHashSet<>();
    images.forEach(image -> image.objects().forEach(object -> used.add(object.className())));
    Set<String> names = new LinkedHashSet<>();
    for (Path meta : folder.named("meta.json")) {
      JsonValue classes = new JsonReader(meta).fields("classes").read().get("classes");
      for (JsonValue one : classes.listOrEmpty()) {
        String name = one.get("title").text();
        String shape = one.get("shape").optionalText().orElse("any");
        if (used.contains(name) || !WITHOUT_AREA.contains(shape)) {
          names.add(name);
        }
      }
    }
    return List.copyOf(names);
  }

  private static Optional<AnnotatedImage> read(DataFolder folder, Path json, Notes notes) {
    JsonValue root = new JsonReader(json).fields("objects", "size", "tags").read();
    if (!root.has("objects")) {
      return Optional.empty();
    }
    Path file = image(folder, json);
    ImageSize size = ImageFiles.readSize(file);
    JsonValue stated = root.get("size");
    notes.addSize(json, JsonValue.size(stated.get("height"), stated.get("width")), file, size);
    List<Annotation> objects = new ArrayList<>();
    for (JsonValue object : root.get("objects").list()) {
      object(object, size, notes).ifPresent(objects::add);
    }
    Optional<Split> split =
        root.get("tags").listOrEmpty().stream()
            .map(tag -> (tag.isText() ? tag : tag.get("name")).optionalText())
            .flatMap(Optional::stream)
            .map(Split::named)
            .flatMap(Optional::stream)
            .findFirst();
    return Optional.of(
        AnnotatedImage.of(file)
            .source(json)
            .size(size)
            .objects(objects)
            .split(split.or(() -> FilePerImage.split(folder, json, file)))
            .build());
  }

  /** The image of a file's name, which older versions wrote without its extension. */
  private static Path image(DataFolder folder, Path json) {
    String name = json.getFileName().toString();
    String image = "../img/" + name.substring(0, name.length() - ".json".length());
    return folder
        .file(json.getParent(), image)
        .filter(ImageFiles::isImage)
        .orElseGet(
            () -> {
              Path dataset = json.getParent().resolveSibling("img").resolve(image.substring(7));
              return folder.index().get(folder.name(dataset), json, "its image");
            });
  }

  private static Optional<Annotation> object(JsonValue object, ImageSize size, Notes notes) {
    String name = object.get("classTitle").text();
    String label = object.path() + " (" + name + ")";
    String type = type(object);
    if (WITHOUT_AREA.contains(type)) {
      notes.add(
          "%d points and lines have no area and are left out, the first is %s",
          object.file() + ": " + label);
      return Optional.empty();
    }
    switch (type) {
      case "bitmap", "alpha_mask":
        return Optional.of(
            Annotation.of(label, name, bitmap(object.get("bitmap"), size), Set.of()));
      case "rectangle":
        double[] corners = object.get("points").get("exterior").points();
        if (corners.length < 4) {
          throw object.get("points").get("exterior").error("must be two corners");
        }
        Box box = new Polygon(corners).bounds();
        return Optional.of(
            new Annotation(label, name, Optional.of(box), Optional.of(Polygon.of(box)), Set.of()));
      case "polygon":
        Optional<Outline> outline = polygon(object.get("points"));
        if (outline.isEmpty()) {
          notes.add(
              "%d polygons have fewer than 3 points and are left out, the first is %s",
              object.file() + ": " + label);
        }
        return outline.map(one -> Annotation.of(label, name, one, Set.of()));
      default:
        throw object
            .get("geometryType")
            .error("is '" + type + "'; known are polygon, bitmap, rectangle, line and point");
    }
  }

  /** Older versions say it elsewhere, or only by what is there. */
  private static String type(JsonValue object) {
    return object
        .get("geometryType")
        .optionalText()
        .or(() -> object.get("type").optionalText())
        .orElse(object.get("bitmap").isMissing() ? "polygon" : "bitmap");
  }

  private static Outline bitmap(JsonValue bitmap, ImageSize size) {
    double[] origin = bitmap.get("origin").numbers(2);
    JsonValue data = bitmap.get("data");
    byte[] png = EmbeddedFile.unpacked(data);
    return new PngOutline(data, png, (int) Math.rint(origin[0]), (int) Math.rint(origin[1]), size);
  }

  private static Optional<Outline> polygon(JsonValue points) {
    List<double[]> rings = new ArrayList<>();
    rings.add(points.get("exterior").points());
    points.get("interior").listOrEmpty().stream()
        .map(JsonValue::points)
        .filter(hole -> hole.length >= 6)
        .forEach(rings::add);
    return rings.get(0).length < 6
        ? Optional.empty()
        : Optional.of(new Polygon(rings.toArray(double[][]::new)));
  }
}

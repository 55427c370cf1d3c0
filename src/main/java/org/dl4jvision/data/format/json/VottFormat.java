package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.JsonHead;
import org.dl4jvision.data.format.Notes;

/**
 * VoTT 2: its JSON export with {@code assets} and their {@code regions}, else the files {@code
 * *-asset.json} of its project. Rectangles are boxes, polygons outlines; a region with several tags
 * is an object of each. Images that nobody visited are left out.
 */
public final class VottFormat implements AnnotationFormat {

  /** The format, as the registry makes it. */
  public VottFormat() {}

  @Override
  public String name() {
    return "vott";
  }

  @Override
  public String help() {
    return "VoTT: a JSON export of assets with regions and tags, or the asset files of its project";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "Microsoft VoTT 2: Export settings, VoTT JSON";
  }

  @Override
  public String layout() {
    return "vott-json-export/NAME-export.json with \"assets\", or *-asset.json; the images beside"
        + " it";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> exports = FilesOfImages.sample(folder, VottFormat::isExport);
    if (!exports.isEmpty()) {
      return Optional.of(Found.byMarker(this, folder, exports, options -> exports(folder)));
    }
    List<Path> assets = FilesOfImages.sample(folder, VottFormat::isAsset);
    if (!assets.isEmpty()) {
      return Optional.of(Found.byMarker(this, folder, assets, options -> assets(folder)));
    }
    return Optional.empty();
  }

  private static boolean isExport(JsonHead head) {
    return head.has("assets.*.asset", "assets.*.regions");
  }

  private static boolean isAsset(JsonHead head) {
    return head.has("asset.name", "regions");
  }

  private static Annotations exports(DataFolder folder) {
    List<Path> files = FilesOfImages.all(folder, VottFormat::isExport);
    FilesOfImages images = new FilesOfImages(folder, files.size());
    Set<String> classes = new LinkedHashSet<>();
    for (Path file : files) {
      JsonValue root =
          new JsonReader(file).fields("tags").entries("assets", asset -> add(asset, images)).read();
      root.get("tags").listOrEmpty().forEach(tag -> classes.add(tag.get("name").text()));
    }
    return images.annotations().withClassNames(List.copyOf(classes));
  }

  private static Annotations assets(DataFolder folder) {
    List<Path> files = FilesOfImages.all(folder, VottFormat::isAsset);
    FilesOfImages images = new FilesOfImages(folder, 1);
    files.forEach(file -> add(new JsonReader(file).read(), images));
    return images.annotations();
  }

  private static void add(JsonValue entry, FilesOfImages images) {
    JsonValue asset = entry.get("asset");
    JsonValue name = asset.get("name");
    List<JsonValue> regions = entry.get("regions").listOrEmpty();
    if (regions.isEmpty() && asset.get("state").number(1) == 0) {
      images
          .notes()
          .add("%d images were not visited and are left out, the first is %s", asset.place());
      return;
    }
    List<Annotation> objects = new ArrayList<>();
    regions.forEach(region -> objects.addAll(objects(region, images.notes())));
    JsonValue size = asset.get("size");
    images.add(
        name,
        images.image(name),
        JsonValue.size(size.get("height"), size.get("width")),
        (actual, notes) -> objects);
  }

  private static List<Annotation> objects(JsonValue region, Notes notes) {
    List<Annotation> objects = new ArrayList<>();
    String type = region.get("type").optionalText().orElse("RECTANGLE");
    if (type.equals("POINT") || type.equals("POLYLINE")) {
      notes.add(
          "%d points and lines have no area and are left out, the first is %s", region.place());
      return List.of();
    }
    double[] points = type.equals("POLYGON") ? region.get("points").points() : new double[0];
    if (points.length < 6 && type.equals("POLYGON")) {
      notes.add(
          "%d polygons have fewer than 3 points and are left out, the first is %s", region.place());
      return List.of();
    }
    for (JsonValue tag : region.get("tags").listOrEmpty()) {
      String name = tag.text();
      String label = region.path() + " (" + name + ")";
      objects.add(
          points.length > 0
              ? Annotation.of(label, name, new Polygon(points), Set.of())
              : Annotation.of(label, name, box(region.get("boundingBox")), Set.of()));
    }
    if (objects.isEmpty()) {
      notes.add("%d regions have no tag and are left out, the first is %s", region.place());
    }
    return objects;
  }

  private static Box box(JsonValue box) {
    double left = box.get("left").number();
    double top = box.get("top").number();
    return new Box(left, top, left + box.get("width").number(), top + box.get("height").number());
  }
}

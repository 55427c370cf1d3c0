package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.JsonHead;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.io.CsvFile.Row;

/**
 * VGG Image Annotator 1 and 2: a project, or annotations exported as JSON or CSV. Rectangles are
 * boxes; polygons, circles, ellipses and polylines, which are closed, are outlines. An attribute of
 * the regions is their class: the one that there is, of several the one that is called so or that
 * most regions have; without any all are of class "object". Images without regions are left out.
 */
public final class ViaFormat implements AnnotationFormat {

  private static final String PROJECT = "_via_img_metadata";

  /** The columns of a table, which begins with # in version 1. */
  private static final List<String> COLUMNS =
      List.of(
          "filename",
          "file_size",
          "file_attributes",
          "region_count",
          "region_id",
          "region_shape_attributes",
          "region_attributes");

  private static final int SHAPE = 5;
  private static final int ATTRIBUTES = 6;

  /** The format, as the registry makes it. */
  public ViaFormat() {}

  @Override
  public String name() {
    return "via";
  }

  @Override
  public String help() {
    return "VGG Image Annotator: a project or annotations as JSON or CSV";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "VGG Image Annotator (VIA) 1 and 2: Project, Save; or Annotation, Export Annotations (as"
        + " json) or (as csv)";
  }

  @Override
  public String layout() {
    return "via_project.json, via_region_data.json or via_export_csv.csv, and the images anywhere"
        + " below; train/ and val/ where it is divided";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files = new ArrayList<>(FilesOfImages.sample(folder, ViaFormat::isOwn));
    List<Path> tables = files.isEmpty() ? tables(folder) : List.of();
    files.addAll(tables);
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(Found.byMarker(this, folder, files, options -> read(folder, tables)));
  }

  private static boolean isOwn(JsonHead head) {
    return head.has(PROJECT)
        || head.has("*.filename", "*.regions")
        || head.has("*.regions[].shape_attributes");
  }

  private static List<Path> tables(DataFolder folder) {
    return folder.files("csv").stream()
        .filter(
            file ->
                CsvFile.beginning(folder.head(file)).stream()
                    .limit(1)
                    .anyMatch(ViaFormat::isHeader))
        .toList();
  }

  private static boolean isHeader(Row row) {
    List<String> names = new ArrayList<>(row.values());
    names.set(0, names.get(0).replaceFirst("^#\\s*", ""));
    return names.equals(COLUMNS);
  }

  private static Annotations read(DataFolder folder, List<Path> tables) {
    List<Path> files = tables.isEmpty() ? FilesOfImages.all(folder, ViaFormat::isOwn) : List.of();
    FilesOfImages images = new FilesOfImages(folder, files.size() + tables.size());
    ViaRegions regions = new ViaRegions(images.notes());
    List<Image> all = new ArrayList<>();
    for (Path file : files) {
      if (folder.json(file).has(PROJECT)) {
        JsonValue root =
            new JsonReader(file)
                .fields("_via_attributes")
                .entries(PROJECT, image -> all.add(image(image)))
                .read();
        regions.declare(root.get("_via_attributes").get("region"));
      } else {
        new JsonReader(file).entries(image -> all.add(image(image))).read();
      }
    }
    tables.forEach(table -> all.addAll(images(table)));
    all.forEach(image -> image.regions().forEach(regions::count));
    String attribute = regions.chosen();
    for (Image image : all) {
      if (image.regions().isEmpty()) {
        images
            .notes()
            .add(
                "%d images have no regions and are left out, the first is %s",
                image.name().place());
      } else {
        images.add(
            image.name(),
            images.image(image.name()),
            (size, notes) -> ViaRegions.objects(image.regions(), attribute, notes));
      }
    }
    return images.annotations().withClassNames(regions.declared(attribute));
  }

  /** An image and its regions, in a file of JSON or made of rows. */
  private record Image(JsonValue name, List<JsonValue> regions) {}

  /** Version 1 has an object of regions by number in place of a list. */
  private static Image image(JsonValue image) {
    JsonValue regions = image.get("regions");
    return new Image(
        image.get("filename"),
        regions.isMissing() ? List.of() : regions.isList() ? regions.list() : regions.fields());
  }

  private static List<Image> images(Path table) {
    Map<String, Image> images = new HashMap<>();
    List<Image> ordered = new ArrayList<>();
    CsvFile.read(
        table,
        row -> {
          if (isHeader(row)) {
            return;
          }
          Image image = images.get(row.get(0));
          if (image == null) {
            String text = "{\"filename\": " + JsonReader.quoted(row.get(0)) + "}";
            JsonValue name = JsonReader.parse(table, "line " + row.line(), text).get("filename");
            image = new Image(name, new ArrayList<>());
            images.put(row.get(0), image);
            ordered.add(image);
          }
          if (!row.get(SHAPE).matches("\\s*(\\{\\s*})?\\s*")) {
            image
                .regions()
                .add(
                    JsonReader.parse(
                        table,
                        "line " + row.line(),
                        "{\"shape_attributes\": %s, \"region_attributes\": %s}"
                            .formatted(row.get(SHAPE), orEmpty(row.get(ATTRIBUTES)))));
          }
        });
    return ordered;
  }

  private static String orEmpty(String text) {
    return text.isEmpty() ? "{}" : text;
  }
}

package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.JsonHead;

/**
 * Datumaro's own JSON: {@code annotations/SPLIT.json} with {@code categories} and {@code items},
 * and {@code images/SPLIT/}. Boxes, polygons, masks and ellipses are objects; those of one group
 * and label are one. An item without any has no objects. Points and lines are left out.
 */
public final class DatumaroFormat implements AnnotationFormat {

  /** The format, as the registry makes it. */
  public DatumaroFormat() {}

  @Override
  public String name() {
    return "datumaro";
  }

  @Override
  public String help() {
    return "Datumaro: a JSON file a split with categories and items of boxes, polygons and masks";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "Datumaro: datum convert -f datumaro -- --save-media; CVAT: Export task dataset,"
        + " Datumaro 1.0; OpenVINO Training Extensions";
  }

  @Override
  public String layout() {
    return "annotations/train.json and val.json with \"categories\" and \"items\", and"
        + " images/train/ and images/val/";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files = FilesOfImages.sample(folder, DatumaroFormat::isOwn);
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byMarker(this, folder, files, options -> read(folder))
                .explaining(folder.images().size()));
  }

  private static boolean isOwn(JsonHead head) {
    return head.has("categories.label") && !head.has("images")
        || head.has("items[].annotations[].label_id")
        || head.has("dm_format_version");
  }

  private static Annotations read(DataFolder folder) {
    List<Path> files = FilesOfImages.all(folder, DatumaroFormat::isOwn);
    FilesOfImages images = new FilesOfImages(folder, files.size());
    Set<String> classes = new LinkedHashSet<>();
    for (Path file : files) {
      List<String> names = names(new JsonReader(file).fields("categories").read());
      classes.addAll(names);
      new JsonReader(file)
          .fields()
          .entries(
              "items",
              item -> {
                List<JsonValue> size = item.get("image").get("size").listOrEmpty();
                List<Annotation> objects =
                    new DatumaroObjects(names).read(item.get("annotations"), images.notes());
                images.add(
                    name(item),
                    image(folder, item),
                    size.size() == 2 ? JsonValue.size(size.get(0), size.get(1)) : JsonValue.NO_SIZE,
                    (actual, notes) -> objects);
              })
          .read();
    }
    return images.annotations().withClassNames(List.copyOf(classes));
  }

  private static List<String> names(JsonValue root) {
    List<String> names = new ArrayList<>();
    root.get("categories")
        .get("label")
        .get("labels")
        .listOrEmpty()
        .forEach(label -> names.add(label.get("name").text()));
    return names;
  }

  private static JsonValue name(JsonValue item) {
    JsonValue path = item.get("image").get("path");
    JsonValue media = path.optionalText().isPresent() ? path : item.get("media").get("path");
    return media.optionalText().isPresent() ? media : item.get("id");
  }

  /** Images of a split lie in a folder of its own; older versions had none. */
  private static Path image(DataFolder folder, JsonValue item) {
    JsonValue name = name(item);
    Path file = name.file();
    String split = file.getFileName().toString().replaceFirst("(?i)\\.json$", "");
    String images = "../images/";
    String path = name.scalar();
    return folder
        .file(file.getParent(), images + split + "/" + path)
        .or(() -> folder.file(file.getParent(), images + path))
        .orElseGet(() -> folder.index().get(split + "/" + path, file, name.path()));
  }
}

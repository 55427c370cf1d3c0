package org.dl4jvision.data.format.json;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.JsonHead;
import org.dl4jvision.data.format.Notes;

/**
 * Label Studio's JSON, whole or as JSON-MIN: a list of tasks with rectangles, polygons, ellipses
 * and brushes in percent of the image. Keypoints have no area and are left out. Of several
 * annotations of an image the one that is marked as ground truth counts, else the latest; images
 * that were skipped or have predictions only are left out.
 */
public final class LabelStudioFormat implements AnnotationFormat {

  /** Lists in which the classes of regions stand. */
  private static final List<String> LABELS =
      List.of("rectanglelabels", "polygonlabels", "ellipselabels", "brushlabels", "labels");

  /** The format, as the registry makes it. */
  public LabelStudioFormat() {}

  @Override
  public String name() {
    return "label-studio";
  }

  @Override
  public String help() {
    return "Label Studio: a JSON file of tasks with rectangles, polygons, ellipses and brushes";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "Label Studio: Export, JSON or JSON-MIN; the images from its media/upload, or where they"
        + " were imported from";
  }

  @Override
  public String layout() {
    return "a JSON list of tasks with \"annotations\" and \"result\", or with \"rectanglelabels\""
        + " and the like, and the images anywhere below";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files = FilesOfImages.sample(folder, LabelStudioFormat::isOwn);
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(Found.byMarker(this, folder, files, options -> read(folder)));
  }

  private static boolean isOwn(JsonHead head) {
    return head.has("[].annotations[].result")
        || head.has("[].completions[].result")
        || head.has("[].data", "[].annotations")
        || LABELS.stream().anyMatch(labels -> head.has("[].*[]." + labels));
  }

  private static Annotations read(DataFolder folder) {
    List<Path> files = FilesOfImages.all(folder, LabelStudioFormat::isOwn);
    FilesOfImages images = new FilesOfImages(folder, files.size());
    for (Path file : files) {
      // JSON-MIN has a task as often as it was annotated.
      Map<String, Task> tasks = new LinkedHashMap<>();
      new JsonReader(file)
          .entries(
              value -> {
                Task task = task(value, images.notes());
                if (task != null) {
                  Task other = tasks.get(task.id());
                  tasks.put(task.id(), other == null ? task : task.latest(other, images.notes()));
                }
              })
          .read();
      for (Task task : tasks.values()) {
        images.add(task.image(), image(folder, task.image()), task.stated(), task::objects);
      }
    }
    return images.annotations();
  }

  /**
   * An annotated image.
   *
   * @param date when it was annotated last, as text that sorts
   */
  private record Task(String id, JsonValue image, String date, List<JsonValue> results) {

    Task latest(Task other, Notes notes) {
      noteSeveral(image, notes);
      return other.date.compareTo(date) > 0 ? other : this;
    }

    /** The size of the image as it was labeled; 0x0 where no result says it. */
    ImageSize stated() {
      return results.stream()
          .map(
              result -> JsonValue.size(result.get("original_height"), result.get("original_width")))
          .filter(size -> !size.equals(JsonValue.NO_SIZE))
          .findFirst()
          .orElse(JsonValue.NO_SIZE);
    }

    List<Annotation> objects(ImageSize size, Notes notes) {
      return new LabelStudioRegions(size, notes).read(results);
    }
  }

  private static void noteSeveral(JsonValue image, Notes notes) {
    notes.add(
        "%d images have several annotations, of which the one marked as ground truth counts, else"
            + " the latest; the first is %s",
        image.place());
  }

  /** A task; null where it is not annotated. */
  private static Task task(JsonValue value, Notes notes) {
    String id = value.get("id").isMissing() ? value.path() : value.get("id").scalar();
    if (!value.has("data")) {
      List<JsonValue> results = new ArrayList<>();
      value.fields().stream()
          .filter(field -> field.isList())
          .flatMap(field -> field.list().stream())
          .filter(JsonValue::isObject)
          .forEach(results::add);
      return new Task(id, imageOf(value), date(value), results);
    }
    JsonValue image = imageOf(value.get("data"));
    List<JsonValue> annotations =
        Stream.of("annotations", "completions")
            .flatMap(name -> value.get(name).listOrEmpty().stream())
            .filter(one -> !one.get("was_cancelled").isTrue() && !one.get("skipped").isTrue())
            .toList();
    if (annotations.isEmpty()) {
      notes.add(
          "%d images are not annotated, or were skipped, and are left out, the first is %s",
          image.place());
      return null;
    }
    if (annotations.size() > 1) {
      noteSeveral(image, notes);
    }
    JsonValue chosen =
        annotations.stream()
            .max(
                Comparator.comparing((JsonValue one) -> one.get("ground_truth").isTrue())
                    .thenComparing(LabelStudioFormat::date)
                    .thenComparing(one -> annotations.indexOf(one)))
            .orElseThrow();
    return new Task(id, image, date(chosen), chosen.get("result").listOrEmpty());
  }

  private static String date(JsonValue annotation) {
    return annotation
        .get("updated_at")
        .optionalText()
        .or(() -> annotation.get("created_at").optionalText())
        .orElse("");
  }

  /** The text that names an image among the data of a task: their names are the user's. */
  private static JsonValue imageOf(JsonValue data) {
    return Stream.concat(
            Stream.of("image", "img", "picture").map(data::get), data.fields().stream())
        .filter(JsonValue::isText)
        .filter(value -> path(value.text()).matches("(?i).+\\.(png|jpe?g|tiff?|bmp|gif|webp)"))
        .findFirst()
        .orElseThrow(() -> data.error("names no image"));
  }

  /** The path that a web address of Label Studio or another server means. */
  private static String path(String address) {
    String local = address.replaceFirst("^.*/data/local-files/?\\?(.*&)?d=", "");
    boolean web = local.matches("(?i)[a-z][a-z0-9+]+://.*");
    String path = web ? local.replaceFirst("[?#].*$", "") : local;
    return path.contains("%") ? decode(path) : path;
  }

  private static String decode(String path) {
    try {
      // A plus sign is itself in paths.
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  /** Uploads have eight digits before their names, which the user's own files lack. */
  private static Path image(DataFolder folder, JsonValue name) {
    String path = path(name.text());
    String file = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    return folder
        .index()
        .find(path, name.file())
        .or(
            () ->
                file.matches("[0-9a-f]{8}-.+")
                    ? folder.index().find(file.substring(9), name.file())
                    : Optional.empty())
        .orElseThrow(
            () -> name.error("is '" + name.text() + "', which is not in " + folder.root()));
  }
}

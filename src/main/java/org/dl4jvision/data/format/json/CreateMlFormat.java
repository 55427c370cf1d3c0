package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.JsonHead;

/**
 * Apple's Create ML: a JSON file beside the images, a list of {@code image} and {@code
 * annotations}, each with a {@code label} and the center and size of its box. An image with an
 * empty list has no objects.
 */
public final class CreateMlFormat implements AnnotationFormat {

  /** The format, as the registry makes it. */
  public CreateMlFormat() {}

  @Override
  public String name() {
    return "create-ml";
  }

  @Override
  public String help() {
    return "Create ML: a JSON file with the center and size of each object, beside the images";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String source() {
    return "Apple Create ML; LabelImg: CreateML; Roboflow: Export, CreateML JSON; RectLabel: Export"
        + " Create ML JSON file";
  }

  @Override
  public String layout() {
    return "a JSON list of \"image\" and \"annotations\" with \"coordinates\", beside the images;"
        + " train/, valid/ and test/ where it is divided";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files = FilesOfImages.sample(folder, CreateMlFormat::isOwn);
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(Found.byMarker(this, folder, files, options -> read(folder)));
  }

  private static boolean isOwn(JsonHead head) {
    return head.has("[].annotations[].coordinates")
        || head.has("[].annotation[].coordinates")
        || head.has("[].image", "[].annotations") && !head.has("[].data");
  }

  private static Annotations read(DataFolder folder) {
    List<Path> files = FilesOfImages.all(folder, CreateMlFormat::isOwn);
    FilesOfImages images = new FilesOfImages(folder, files.size());
    for (Path file : files) {
      new JsonReader(file)
          .entries(
              entry -> {
                JsonValue name = either(entry, "image", "imagefilename", "imageFilename");
                List<Annotation> objects =
                    either(entry, "annotations", "annotation").listOrEmpty().stream()
                        .map(CreateMlFormat::object)
                        .toList();
                images.add(name, images.image(name), (size, notes) -> objects);
              })
          .read();
    }
    return images.annotations();
  }

  /** The value of the first of these names that there is: Apple has changed them. */
  private static JsonValue either(JsonValue entry, String... names) {
    for (String name : names) {
      if (entry.has(name)) {
        return entry.get(name);
      }
    }
    return entry.get(names[0]);
  }

  private static Annotation object(JsonValue object) {
    String name = object.get("label").text();
    JsonValue place = object.get("coordinates");
    double x = place.get("x").number();
    double y = place.get("y").number();
    double width = place.get("width").number();
    double height = place.get("height").number();
    return Annotation.of(
        object.path() + " (" + name + ")",
        name,
        new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2),
        Set.of());
  }
}

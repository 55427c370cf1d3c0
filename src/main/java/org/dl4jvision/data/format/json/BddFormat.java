package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.FilePerImage;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.JsonHead;
import org.dl4jvision.data.format.Notes;

/**
 * BDD100K and Scalabel: a JSON file a split, a list of frames with {@code name} and {@code labels},
 * or {@code frames} of them beside {@code config}; or a JSON file an image with {@code frames} and
 * {@code objects}. Labels have a box, closed polygons or run lengths; lines, such as lanes, are
 * left out. A frame without labels has no objects.
 */
public final class BddFormat implements AnnotationFormat {

  /** The format, as the registry makes it. */
  public BddFormat() {}

  @Override
  public String name() {
    return "bdd100k";
  }

  @Override
  public String help() {
    return "BDD100K, Scalabel: JSON of frames whose labels have box2d, poly2d or run lengths";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "BDD100K's labels of detection, instance and drivable-area segmentation; Scalabel's"
        + " export";
  }

  @Override
  public String layout() {
    return "a JSON list of \"name\" and \"labels\" a split, such as det_train.json, or a JSON file"
        + " an image; and images/100k/train/ and val/";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> lists = FilesOfImages.sample(folder, BddFormat::isList);
    if (!lists.isEmpty()) {
      return Optional.of(
          Found.byMarker(this, folder, lists, options -> lists(folder))
              .explaining(folder.images().size()));
    }
    List<Path> files = folder.files("json");
    return FilePerImage.find(
        this,
        folder,
        files,
        file -> isSingle(folder.json(file)),
        options -> FilePerImage.read(folder, files, (json, notes) -> read(folder, json, notes)));
  }

  private static boolean isList(JsonHead head) {
    return head.has("[].name", "[].labels") || head.has("frames[].name", "frames[].labels");
  }

  private static boolean isSingle(JsonHead head) {
    return head.has("name") && (head.has("frames[].objects") || head.has("labels[].category"));
  }

  private static Annotations lists(DataFolder folder) {
    List<Path> files = FilesOfImages.all(folder, BddFormat::isList);
    FilesOfImages images = new FilesOfImages(folder, files.size());
    for (Path file : files) {
      JsonReader reader = new JsonReader(file);
      if (folder.json(file).has("frames")) {
        reader.fields().entries("frames", frame -> add(frame, images));
      } else {
        reader.entries(frame -> add(frame, images));
      }
      reader.read();
    }
    return images.annotations();
  }

  private static void add(JsonValue frame, FilesOfImages images) {
    JsonValue name = frame.get("name");
    List<Annotation> objects = new BddLabels(images.notes()).read(frame.get("labels"));
    images.add(name, images.image(name), (size, notes) -> objects);
  }

  private static Optional<AnnotatedImage> read(DataFolder folder, Path json, Notes notes) {
    JsonValue root = new JsonReader(json).fields("name", "frames", "labels").read();
    List<JsonValue> frames =
        root.get("frames").isList() ? root.get("frames").list() : List.<JsonValue>of();
    if (!root.has("name")
        || frames.stream().noneMatch(frame -> frame.has("objects")) && !areLabels(root)) {
      return Optional.empty();
    }
    JsonValue labels = frames.isEmpty() ? root.get("labels") : frames.get(0).get("objects");
    JsonValue name = root.get("name");
    Path file = folder.index().get(name.text(), json, name.path());
    ImageSize size = ImageFiles.readSize(file);
    return Optional.of(
        AnnotatedImage.of(file)
            .source(json)
            .size(size)
            .objects(new BddLabels(notes).read(labels))
            .split(FilePerImage.split(folder, json, file))
            .build());
  }

  /** Many a JSON file has a name; the labels of this format have categories. */
  private static boolean areLabels(JsonValue root) {
    JsonValue labels = root.get("labels");
    return labels.isList() && labels.list().stream().anyMatch(label -> label.has("category"));
  }
}

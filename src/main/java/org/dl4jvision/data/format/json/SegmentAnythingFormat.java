package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.FilePerImage;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.JsonHead;
import org.dl4jvision.data.format.Notes;

/**
 * Segment Anything's SA-1B: a JSON file an image with {@code image} and {@code annotations}, each a
 * mask as run lengths with its box. The masks have no classes: all are of class "object".
 */
public final class SegmentAnythingFormat implements AnnotationFormat {

  private static final String CLASS = "object";

  /** The format, as the registry makes it. */
  public SegmentAnythingFormat() {}

  @Override
  public String name() {
    return "segment-anything";
  }

  @Override
  public String help() {
    return "Segment Anything (SA-1B): a JSON file an image with run lengths, one class \"object\"";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "Segment Anything's data set SA-1B";
  }

  @Override
  public String layout() {
    return "sa_*.json with \"image\" and \"annotations\", beside the images";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files = folder.files("json");
    return FilePerImage.find(
        this,
        folder,
        files,
        file -> isOwn(folder.json(file)),
        options ->
            FilePerImage.read(folder, files, (json, notes) -> read(folder, json, notes))
                .withClassNames(List.of(CLASS)));
  }

  private static boolean isOwn(JsonHead head) {
    return head.has("image.file_name") && (head.has("annotations") || head.has("image.width"));
  }

  private static Optional<AnnotatedImage> read(DataFolder folder, Path json, Notes notes) {
    JsonValue root = new JsonReader(json).fields("image", "annotations").read();
    if (!root.has("image") || !root.has("annotations")) {
      return Optional.empty();
    }
    JsonValue image = root.get("image");
    JsonValue name = image.get("file_name");
    Path file = folder.index().get(name.text(), json, name.path());
    ImageSize size = ImageFiles.readSize(file);
    notes.addSize(json, JsonValue.size(image.get("height"), image.get("width")), file, size);
    List<Annotation> objects = new ArrayList<>();
    for (JsonValue object : root.get("annotations").list()) {
      JsonValue box = object.get("bbox");
      objects.add(
          new Annotation(
              object.path() + " (" + CLASS + ")",
              CLASS,
              box.isMissing() ? Optional.empty() : Optional.of(box.cornerAndSize()),
              object.get("segmentation").cocoOutline(),
              Set.of()));
    }
    return Optional.of(
        AnnotatedImage.of(file)
            .source(json)
            .size(size)
            .objects(objects)
            .split(FilePerImage.split(folder, json, file))
            .build());
  }
}

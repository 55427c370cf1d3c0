package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.FilePerImage;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.IgnoredAreas;
import org.dl4jvision.data.format.JsonHead;
import org.dl4jvision.data.format.Notes;

/**
 * LabelMe: a JSON file an image with {@code shapes}, beside the images or in a folder of its own,
 * as labelme, X-AnyLabeling and others write it. Polygons, rectangles by any two or four corners,
 * circles and masks are objects; shapes of one label and {@code group_id} are one. Points and lines
 * have no area and are left out; {@code __ignore__} is no class but an area to ignore. An image
 * without a file is taken from {@code imageData}.
 */
public final class LabelMeFormat implements AnnotationFormat {

  /** What labelme's programs take for pixels that count for nothing. */
  public static final String IGNORED_AREA = "__ignore__";

  /** The format, as the registry makes it. */
  public LabelMeFormat() {}

  @Override
  public String name() {
    return "labelme";
  }

  @Override
  public String help() {
    return "LabelMe: a JSON file an image with polygons, rectangles, circles and masks";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "labelme, X-AnyLabeling, AnyLabeling, ISAT: the JSON files they save; Roboflow, CVAT and"
        + " others export the like";
  }

  @Override
  public String layout() {
    return "*.json with \"shapes\" and \"imagePath\", beside the images or in a folder of their"
        + " own; train/ and val/ where it is divided";
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
            IgnoredAreas.spread(
                FilePerImage.read(folder, files, (json, notes) -> read(folder, json, notes)),
                IGNORED_AREA,
                options.classNames()));
  }

  private static boolean isOwn(JsonHead head) {
    return head.has("shapes[].points", "shapes[].label")
        || head.has("shapes") && (head.has("imagePath") || head.has("imageData"));
  }

  private static Optional<AnnotatedImage> read(DataFolder folder, Path json, Notes notes) {
    JsonValue root =
        new JsonReader(json).fields("shapes", "imagePath", "imageHeight", "imageWidth").read();
    if (!root.has("shapes")) {
      return Optional.empty();
    }
    Optional<Path> found = file(folder, json, root);
    Path file = found.orElseGet(() -> embedded(folder, json, root, notes));
    ImageSize size = ImageFiles.readSize(file);
    notes.addSize(
        json, JsonValue.size(root.get("imageHeight"), root.get("imageWidth")), file, size);
    return Optional.of(
        AnnotatedImage.of(file)
            .name(found.map(ImageFiles::stem).orElseGet(() -> stem(json)))
            .source(json)
            .size(size)
            .objects(new LabelMeShapes(size, notes).read(root.get("shapes")))
            .split(FilePerImage.split(folder, json, file))
            .build());
  }

  /** The image that a file names, else the one of its own name. */
  private static Optional<Path> file(DataFolder folder, Path json, JsonValue root) {
    Optional<String> stated = root.get("imagePath").optionalText();
    return stated
        .flatMap(path -> folder.file(json.getParent(), path))
        .filter(ImageFiles::isImage)
        .or(() -> stated.flatMap(path -> folder.index().find(path, json)))
        .or(() -> folder.index().find(stem(json), json));
  }

  private static Path embedded(DataFolder folder, Path json, JsonValue root, Notes notes) {
    JsonValue data = new JsonReader(json).fields("imageData").read().get("imageData");
    if (data.isMissing()) {
      throw root.get("imagePath").isMissing()
          ? root.error("has no 'imagePath', no 'imageData', and there is no image of its name")
          : root.get("imagePath")
              .error(
                  "is '" + root.get("imagePath").scalar() + "', which is not in " + folder.root());
    }
    notes.add(
        "%d images have no file and are taken from 'imageData', the first is that of %s", json);
    return EmbeddedImages.unpack(data);
  }

  private static String stem(Path json) {
    return json.getFileName().toString().replaceFirst("(?i)\\.json$", "");
  }
}

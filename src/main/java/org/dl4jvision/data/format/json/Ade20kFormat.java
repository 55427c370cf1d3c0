package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.FilePerImage;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.JsonHead;
import org.dl4jvision.data.format.Notes;

/**
 * ADE20K, the whole of 2021: {@code X.json} beside {@code X.jpg} with {@code annotation.object}, a
 * polygon each. Parts of objects are left out, with a warning; so are the masks beside the images,
 * which say the same. (The part of it with 150 classes has masks and {@code objectInfo150.txt},
 * which format masks reads.)
 */
public final class Ade20kFormat implements AnnotationFormat {

  private static final Pattern COMPANION = Pattern.compile("(?i).+_(seg|parts_\\d+)\\.png");
  private static final Pattern INSTANCE = Pattern.compile("(?i)instance_\\d+_.+\\.png");

  /** The format, as the registry makes it. */
  public Ade20kFormat() {}

  @Override
  public String name() {
    return "ade20k";
  }

  @Override
  public String help() {
    return "ADE20K (2021): a JSON file an image with a polygon an object";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "ADE20K_2021_17_01 of groups.csail.mit.edu/vision/datasets/ADE20K";
  }

  @Override
  public String layout() {
    return "X.json with \"annotation\" that has \"filename\" and \"object\", beside X.jpg, in"
        + " training/ and validation/";
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
            FilePerImage.read(
                folder,
                files,
                Ade20kFormat::isCompanion,
                (json, notes) -> read(folder, json, notes)));
  }

  private static boolean isOwn(JsonHead head) {
    return head.has("annotation.filename", "annotation.object");
  }

  private static boolean isCompanion(Path file) {
    String name = file.getFileName().toString();
    return COMPANION.matcher(name).matches() || INSTANCE.matcher(name).matches();
  }

  private static Optional<AnnotatedImage> read(DataFolder folder, Path json, Notes notes) {
    JsonValue annotation = new JsonReader(json).fields("annotation").read().get("annotation");
    if (annotation.isMissing() || !annotation.has("object")) {
      return Optional.empty();
    }
    JsonValue name = annotation.get("filename");
    Path file = folder.index().get(name.text(), json, name.path());
    ImageSize size = ImageFiles.readSize(file);
    JsonValue stated = annotation.get("imsize");
    if (stated.isList() && stated.list().size() >= 2) {
      notes.addSize(json, JsonValue.size(stated.list().get(0), stated.list().get(1)), file, size);
    }
    List<Annotation> objects = new ArrayList<>();
    for (JsonValue object : objects(annotation.get("object"))) {
      JsonValue level = object.get("parts").get("part_level");
      if (level.isMissing() || level.number() == 0) {
        objects.add(object(object));
      } else {
        notes.add("%d parts of objects are left out, the first is %s", json + ": " + object.path());
      }
    }
    return Optional.of(
        AnnotatedImage.of(file)
            .source(json)
            .size(size)
            .objects(objects)
            .split(FilePerImage.split(folder, json, file))
            .build());
  }

  /** Where there is one object, it stands by itself: MATLAB has no lists of one. */
  private static List<JsonValue> objects(JsonValue object) {
    return object.isObject() ? List.of(object) : object.listOrEmpty();
  }

  private static Annotation object(JsonValue object) {
    String name = object.get("name").text();
    JsonValue polygon = object.get("polygon");
    double[] x = polygon.get("x").numbers();
    double[] y = polygon.get("y").numbers(x.length);
    if (x.length == 0) {
      throw polygon.error("has no points");
    }
    double[] points = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      points[2 * i] = x[i];
      points[2 * i + 1] = y[i];
    }
    return Annotation.of(
        object.path() + " (" + name + ")", name, new Outline.Polygon(points), Set.of());
  }
}

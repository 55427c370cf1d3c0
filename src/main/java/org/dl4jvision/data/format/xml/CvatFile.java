package org.dl4jvision.data.format.xml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.Tally;

/** What stands in an XML file of CVAT: images with shapes, or tracks through frames of a video. */
final class CvatFile {

  static final String ROOT = "annotations";

  /** Types of labels that no object has. */
  private static final Set<String> WITHOUT_OBJECTS =
      Set.of("points", "polyline", "skeleton", "tag");

  private final Path file;
  private final Set<String> classNames = new LinkedHashSet<>();
  private final List<Image> images = new ArrayList<>();
  private final TreeMap<Integer, List<Annotation>> frames = new TreeMap<>();
  private final Tally left = new Tally();
  private int tracks;

  /**
   * An image.
   *
   * @param label what messages call it
   * @param name of its file, may have folders
   * @param subset that it is in, "" for none
   * @param size as it is stated
   */
  record Image(
      String label,
      String name,
      String subset,
      Optional<ImageSize> size,
      List<Annotation> objects) {}

  private CvatFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException one line, naming file and shape
   */
  static CvatFile read(Path file) {
    CvatFile result = new CvatFile(file);
    try (XmlStream xml = XmlStream.open(file, ROOT)) {
      while (xml.child()) {
        switch (xml.name()) {
          case "meta" -> result.readMeta(xml);
          case "image" -> result.readImage(xml);
          case "track" -> result.readTrack(xml);
          default -> xml.leave();
        }
      }
    }
    return result;
  }

  /** The classes in their order; empty where the file declares none. */
  Set<String> classNames() {
    return classNames;
  }

  /** The images of tasks of images. */
  List<Image> images() {
    return images;
  }

  /** The objects of frames that have some, by their numbers, of tasks of videos. */
  Map<Integer, List<Annotation>> frames() {
    return frames;
  }

  /** Whether it is of a video. */
  boolean hasTracks() {
    return tracks > 0;
  }

  /** Adds what was left out. */
  void report(List<String> warnings) {
    left.report(
        file
            + ": %d points, polylines, cuboids, skeletons and tags are no boxes or outlines and are"
            + " left out, the first is %s",
        warnings);
  }

  /** Labels are those of the task, the project or the job, whichever was exported. */
  private void readMeta(XmlStream xml) {
    for (int depth = 1; depth > 0; ) {
      if (!xml.child()) {
        depth--;
      } else if (xml.name().equals("label")) {
        readLabel(xml);
      } else {
        depth++;
      }
    }
  }

  private void readLabel(XmlStream xml) {
    Map<String, String> texts = new HashMap<>();
    while (xml.child()) {
      String name = xml.name();
      texts.putIfAbsent(name, name.equals("attributes") ? left(xml) : xml.text());
    }
    boolean part = !texts.getOrDefault("parent", "").isEmpty();
    String name = texts.getOrDefault("name", "");
    if (!name.isEmpty() && !part && !WITHOUT_OBJECTS.contains(texts.getOrDefault("type", ""))) {
      classNames.add(name);
    }
  }

  private static String left(XmlStream xml) {
    xml.leave();
    return "";
  }

  private void readImage(XmlStream xml) {
    String name = xml.attribute("name").orElse("");
    if (name.isEmpty()) {
      throw error("image " + (images.size() + 1), "has no name");
    }
    String subset = xml.attribute("subset").orElse("");
    Optional<ImageSize> size = size(xml);
    List<Annotation> objects = new ArrayList<>();
    String label = "image '" + name + "'";
    for (int number = 1; xml.child(); number++) {
      String shape = label + " " + xml.name() + " " + number;
      readShape(xml, shape, xml.attribute("label"), size, objects::add);
    }
    images.add(new Image(label, name, subset, size, List.copyOf(objects)));
  }

  private static Optional<ImageSize> size(XmlStream xml) {
    try {
      int height = Integer.parseInt(xml.attribute("height").orElse("0"));
      int width = Integer.parseInt(xml.attribute("width").orElse("0"));
      return height > 0 && width > 0 ? Optional.of(new ImageSize(height, width)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty(); // only the image's own size counts
    }
  }

  /** Frames in which an object is outside are in the file, so that others need no look. */
  private void readTrack(XmlStream xml) {
    tracks++;
    String label = "track " + tracks;
    Optional<String> className = xml.attribute("label");
    while (xml.child()) {
      String text = xml.attribute("frame").orElse("");
      int frame;
      try {
        frame = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw error(label, "has a " + xml.name() + " in no frame: '" + text + "'");
      }
      boolean outside = xml.attribute("outside").orElse("0").equals("1");
      readShape(
          xml,
          label + " in frame " + frame,
          className,
          Optional.empty(),
          outside
              ? object -> {}
              : object -> frames.computeIfAbsent(frame, f -> new ArrayList<>()).add(object));
    }
  }

  /** Reads and leaves the element of a shape; others are left unread. */
  private void readShape(
      XmlStream xml,
      String label,
      Optional<String> className,
      Optional<ImageSize> size,
      Consumer<Annotation> objects) {
    if (CvatShape.WITH_AREA.contains(xml.name())) {
      String name =
          className.filter(text -> !text.isEmpty()).orElseThrow(() -> error(label, "has no label"));
      String named = label + " (" + name + ")";
      try {
        objects.accept(new CvatShape(xml, size).read(named, name));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ": " + named + " " + e.getMessage(), e);
      }
    } else if (CvatShape.WITHOUT_AREA.contains(xml.name())) {
      left.add(label);
    }
    xml.leave();
  }

  private IllegalArgumentException error(String label, String problem) {
    return new IllegalArgumentException(file + ": " + label + " " + problem);
  }
}

package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskOutline;

/** What a JSON file of {@link PanopticFormat} says. */
final class PanopticFile {

  /**
   * A segment.
   *
   * @param place where it stands, for messages
   */
  private record Segment(String place, int id, String category, Optional<Box> box, boolean crowd) {}

  /**
   * The segments of an image.
   *
   * @param place where it stands, for messages
   * @param imageId empty where it is not said
   */
  record Entry(String place, Optional<String> imageId, String maskName, List<Segment> segments) {}

  private final Path file;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, String> imageNames = new HashMap<>();
  private final List<String> categories = new ArrayList<>();
  private final Map<String, Integer> categoryIndices = new HashMap<>();
  private final Set<String> stuff = new HashSet<>();

  private PanopticFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException one line, naming the file and the entry at fault
   */
  static PanopticFile read(Path file) {
    PanopticFile result = new PanopticFile(file);
    new JsonReader(file)
        .fields()
        .entries("images", result::addImage)
        .entries("categories", result::addCategory)
        .entries("annotations", result::addEntry)
        .read();
    result.entries.forEach(entry -> entry.segments().forEach(result::checkCategory));
    return result;
  }

  private void addImage(JsonValue image) {
    imageNames.put(image.get("id").scalar(), image.get("file_name").text());
  }

  private void addCategory(JsonValue category) {
    String name = category.get("name").text();
    if (categories.contains(name)) {
      throw category.error("is called '" + name + "', as another is");
    }
    if (categoryIndices.put(category.get("id").scalar(), categories.size()) != null) {
      throw category.get("id").error("is that of another category");
    }
    categories.add(name);
    JsonValue thing = category.get("isthing");
    if (!thing.isMissing() && !thing.isTrue()) {
      stuff.add(name);
    }
  }

  private void addEntry(JsonValue annotation) {
    List<Segment> segments = new ArrayList<>();
    for (JsonValue segment : annotation.get("segments_info").list()) {
      JsonValue box = segment.get("bbox");
      segments.add(
          new Segment(
              segment.path(),
              segment.get("id").integer(),
              segment.get("category_id").scalar(),
              box.isMissing() ? Optional.empty() : Optional.of(box.cornerAndSize()),
              segment.get("iscrowd").isTrue()));
    }
    JsonValue id = annotation.get("image_id");
    entries.add(
        new Entry(
            annotation.path(),
            id.isMissing() ? Optional.empty() : Optional.of(id.scalar()),
            annotation.get("file_name").text(),
            segments));
  }

  private void checkCategory(Segment segment) {
    if (!categoryIndices.containsKey(segment.category())) {
      throw new IllegalArgumentException(
          file
              + ": "
              + segment.place()
              + " is of category "
              + segment.category()
              + ", which is not declared");
    }
  }

  Path file() {
    return file;
  }

  List<Entry> entries() {
    return entries;
  }

  /** The names of the categories in their order. */
  List<String> categoryNames() {
    return categories;
  }

  /** The name of an entry's image; that of its PNG file where none is listed. */
  String imageName(Entry entry) {
    return entry.imageId().map(imageNames::get).orElseGet(() -> ImageFiles.stem(entry.maskName()));
  }

  /** An error of one line that names file and entry. */
  IllegalArgumentException error(Entry entry, String problem) {
    return new IllegalArgumentException(file + ": " + entry.place() + " " + problem);
  }

  /**
   * The class of each pixel, the number of classes where it is void.
   *
   * @throws IllegalArgumentException naming the first segment that is not listed
   */
  Mask classes(Entry entry, Path png) {
    Map<Integer, Integer> classes = new HashMap<>();
    classes.put(0, categories.size());
    for (Segment segment : entry.segments()) {
      classes.put(segment.id(), categoryIndices.get(segment.category()));
    }
    Mask mask = ImageFiles.readMask(png);
    int[] codes = mask.codes();
    int[] result = new int[codes.length];
    for (int p = 0; p < codes.length; p++) {
      Integer index = classes.get(id(codes[p]));
      if (index == null) {
        throw error(entry, "does not list the segment " + id(codes[p]) + ", which is in " + png);
      }
      result[p] = index;
    }
    return new Mask(mask.height(), mask.width(), result);
  }

  /** The segment of a code: R + 256 G + 65536 B of colors. */
  private static int id(int code) {
    return code < ImageFiles.COLOR ? code : code >> 16 & 0xff | code & 0xff00 | (code & 0xff) << 16;
  }

  /** The segments that are things, as objects. */
  List<Annotation> things(Entry entry, Path png) {
    MaskOutline.Source source = new MaskOutline.Source(MaskFile.of(png));
    List<Annotation> objects = new ArrayList<>();
    for (Segment segment : entry.segments()) {
      String name = categories.get(categoryIndices.get(segment.category()));
      if (!stuff.contains(name)) {
        objects.add(
            new Annotation(
                segment.place() + " (" + name + ")",
                name,
                segment.box(),
                Optional.of(source.outline(code -> id(code) == segment.id())),
                segment.crowd() ? Set.of(Flag.CROWD) : Set.of()));
      }
    }
    return objects;
  }
}

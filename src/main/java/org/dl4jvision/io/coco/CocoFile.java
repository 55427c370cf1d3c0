package org.dl4jvision.io.coco;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images, objects and categories of a COCO file. It is read as a stream, and what is not kept
 * is passed over, however large or deep it is.
 *
 * @param file where it was read
 * @param images in the order of the file, with ids of their own
 * @param categories in the order of the file, with ids of their own
 * @param annotations each on one of the images and of one of the categories
 */
public record CocoFile(
    Path file, List<ImageEntry> images, List<CategoryEntry> categories, CocoObjects annotations) {

  private static final Set<String> IMAGE_FIELDS =
      Set.of("id", "file_name", "coco_url", "width", "height");
  private static final Set<String> CATEGORY_FIELDS = Set.of("id", "name", "supercategory");
  private static final Set<String> OBJECT_FIELDS =
      Set.of("id", "image_id", "category_id", "bbox", "iscrowd", "area");
  private static final Set<String> OUTLINED_FIELDS =
      Set.of(
          "id",
          "image_id",
          "category_id",
          "bbox",
          "iscrowd",
          "difficult",
          "ignore",
          "segmentation");
  private static final Set<String> DETECTION_FIELDS =
      Set.of("image_id", "category_id", "bbox", "score");

  /**
   * An entry of "images".
   *
   * @param fileName else the address, as LVIS has it; null where neither is said
   * @param height 0 where it is not said
   * @param width 0 where it is not said
   */
  public record ImageEntry(CocoId id, String fileName, int height, int width) {}

  /**
   * An entry of "categories".
   *
   * @param name null where it is not said
   * @param supercategory null where it is not said
   */
  public record CategoryEntry(CocoId id, String name, String supercategory) {}

  /**
   * Reads a file for its boxes: every object must have one.
   *
   * @throws IllegalArgumentException in one line that names the file, and the entry where one is at
   *     fault
   */
  public static CocoFile read(Path file) {
    return read(file, OBJECT_FIELDS);
  }

  /**
   * Reads a file for all that is said of objects but their areas: those with a segmentation may
   * lack a box.
   *
   * @throws IllegalArgumentException in one line that names the file, and the entry where one is at
   *     fault
   */
  public static CocoFile readWithOutlines(Path file) {
    return read(file, OUTLINED_FIELDS);
  }

  private static CocoFile read(Path file, Set<String> objectFields) {
    CocoReader reader = new CocoReader(file);
    List<ImageEntry> images = new ArrayList<>();
    reader.list(
        "images",
        IMAGE_FIELDS,
        entry ->
            images.add(
                new ImageEntry(
                    entry.id("id"),
                    entry.textOrNull(entry.has("file_name") ? "file_name" : "coco_url"),
                    entry.size("height"),
                    entry.size("width"))));
    List<CategoryEntry> categories = new ArrayList<>();
    reader.list(
        "categories",
        CATEGORY_FIELDS,
        entry ->
            categories.add(
                new CategoryEntry(
                    entry.id("id"), entry.textOrNull("name"), entry.textOrNull("supercategory"))));
    List<CocoObject> objects = new ArrayList<>();
    list(reader, "annotations", objectFields, objects);
    reader.readObject();
    return new CocoFile(
        file,
        List.copyOf(images),
        List.copyOf(categories),
        new CocoObjects(
            file,
            objects,
            ids(file, "images", images.stream().map(ImageEntry::id).toList()),
            ids(file, "categories", categories.stream().map(CategoryEntry::id).toList()),
            "declared"));
  }

  private static CocoIds ids(Path file, String list, List<CocoId> all) {
    CocoIds ids = new CocoIds();
    for (CocoId id : all) {
      if (!ids.add(id)) {
        throw new IllegalArgumentException(file + ": two " + list + " have the id " + id);
      }
    }
    return ids;
  }

  /**
   * Reads a file of detections on the images of this one: a list of {@code {"image_id",
   * "category_id", "bbox", "score"}}.
   *
   * @throws IllegalArgumentException in one line that names the file, and the entry where one is at
   *     fault
   */
  public CocoObjects readDetections(Path detections) {
    List<CocoObject> objects = new ArrayList<>();
    CocoReader reader = new CocoReader(detections);
    list(reader, "detections", DETECTION_FIELDS, objects);
    reader.readList();
    return annotations.others(detections, objects, "in " + file);
  }

  private static void list(
      CocoReader reader, String name, Set<String> fields, List<CocoObject> objects) {
    Map<CocoId, CocoId> shared = new HashMap<>();
    reader.list(name, fields, entry -> objects.add(object(entry, shared)));
  }

  /**
   * @param shared ids so far of images and categories, each of which is on many objects
   */
  private static CocoObject object(CocoEntry entry, Map<CocoId, CocoId> shared) {
    double[] box = entry.box();
    return new CocoObject(
        entry.idOrNull(),
        entry.list(),
        entry.number(),
        shared.computeIfAbsent(entry.id("image_id"), id -> id),
        shared.computeIfAbsent(entry.id("category_id"), id -> id),
        box != null,
        box == null ? 0 : box[0],
        box == null ? 0 : box[1],
        box == null ? 0 : box[2],
        box == null ? 0 : box[3],
        entry.flag("iscrowd"),
        entry.isMarked("difficult"),
        entry.isMarked("ignore"),
        entry.numberOrNull("area"),
        entry.numberOrNull("score"),
        entry.segmentation());
  }
}

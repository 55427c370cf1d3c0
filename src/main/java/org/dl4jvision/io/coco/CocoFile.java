package org.dl4jvision.io.coco;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images, objects and categories of a COCO file. It is read as a stream, and what is not kept,
 * such as segmentations of any kind, is passed over, however large or deep it is.
 *
 * @param file where it was read
 * @param images in the order of the file, with ids of their own
 * @param annotations in the order of the file
 * @param categories in the order of the file, with ids of their own
 */
public record CocoFile(
    Path file,
    List<ImageEntry> images,
    List<CocoObject> annotations,
    List<CategoryEntry> categories) {

  private static final Set<String> IMAGE_FIELDS = Set.of("id", "file_name", "width", "height");
  private static final Set<String> CATEGORY_FIELDS = Set.of("id", "name");
  private static final Set<String> OBJECT_FIELDS =
      Set.of("id", "image_id", "category_id", "bbox", "iscrowd", "area");

  /**
   * An entry of "images".
   *
   * @param fileName null where it is not said
   * @param height 0 where it is not said
   * @param width 0 where it is not said
   */
  public record ImageEntry(CocoId id, String fileName, int height, int width) {}

  /**
   * An entry of "categories".
   *
   * @param name null where it is not said
   */
  public record CategoryEntry(CocoId id, String name) {}

  /** Whether a JSON file has "images" and "annotations", or is so damaged that it may have had. */
  public static boolean mayBe(Path file) {
    return CocoReader.hasLists(file, Set.of("images", "annotations"));
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException in one line that names the file, and the entry where one is at
   *     fault
   */
  public static CocoFile read(Path file) {
    CocoFile result = new CocoFile(file, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Set<CocoId> imageIds = new HashSet<>();
    Set<CocoId> categoryIds = new HashSet<>();
    Map<CocoId, CocoId> sharedIds = new HashMap<>();
    CocoReader reader = new CocoReader(file);
    reader.list(
        "images",
        IMAGE_FIELDS,
        entry -> {
          CocoId id = entry.id("id");
          if (!imageIds.add(id)) {
            throw new IllegalArgumentException(file + ": two images have the id " + id);
          }
          result.images.add(
              new ImageEntry(
                  id, entry.textOrNull("file_name"), entry.size("height"), entry.size("width")));
        });
    reader.list(
        "annotations",
        OBJECT_FIELDS,
        entry -> result.annotations.add(CocoObject.of(entry, sharedIds)));
    reader.list(
        "categories",
        CATEGORY_FIELDS,
        entry -> {
          CocoId id = entry.id("id");
          if (!categoryIds.add(id)) {
            throw new IllegalArgumentException(file + ": two categories have the id " + id);
          }
          result.categories.add(new CategoryEntry(id, entry.textOrNull("name")));
        });
    reader.readObject();
    return result;
  }

  /**
   * Reads a file of detections, a list of {@code {"image_id", "category_id", "bbox", "score"}}.
   *
   * @throws IllegalArgumentException in one line that names the file, and the entry where one is at
   *     fault
   */
  public static List<CocoObject> readDetections(Path file) {
    List<CocoObject> detections = new ArrayList<>();
    Map<CocoId, CocoId> sharedIds = new HashMap<>();
    CocoReader reader = new CocoReader(file);
    reader.list(
        "detections",
        Set.of("image_id", "category_id", "bbox", "score"),
        entry -> detections.add(CocoObject.of(entry, sharedIds)));
    reader.readList();
    return detections;
  }
}

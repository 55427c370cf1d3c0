package org.dl4jvision.io.coco;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The annotations or detections of a file by the image that they are on. Every object is on a
 * declared image and of a declared category.
 */
public final class CocoObjects {

  private final Path file;
  private final CocoIds images;
  private final CocoIds categories;
  private final BitSet categoriesUsed = new BitSet();
  private final List<CocoObject> byImage;
  private final int[] starts;
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param file of the objects
   * @param objects in the order of the file
   * @param images on which they may be
   * @param categories of which they may be
   * @param where that is declared, as in "which is not ..."
   * @throws IllegalArgumentException if one refers to what is not declared
   */
  CocoObjects(
      Path file, List<CocoObject> objects, CocoIds images, CocoIds categories, String where) {
    this.file = file;
    this.images = images;
    this.categories = categories;
    starts = new int[images.size() + 1];
    int[] image = new int[objects.size()];
    for (int i = 0; i < image.length; i++) {
      CocoObject object = objects.get(i);
      image[i] = images.indexOf(object.imageId());
      if (image[i] < 0) {
        throw error(object, "is on image " + object.imageId() + ", which is not " + where);
      }
      int category = categories.indexOf(object.categoryId());
      if (category < 0) {
        throw error(object, "is of category " + object.categoryId() + ", which is not " + where);
      }
      categoriesUsed.set(category);
      starts[image[i] + 1]++;
    }
    for (int i = 0; i < images.size(); i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = Arrays.copyOf(starts, images.size());
    CocoObject[] sorted = new CocoObject[image.length];
    for (int i = 0; i < image.length; i++) {
      sorted[next[image[i]]++] = objects.get(i);
    }
    byImage = Collections.unmodifiableList(Arrays.asList(sorted));
    warnOfKinds(objects, "image_id", images, CocoObject::imageId);
    warnOfKinds(objects, "category_id", categories, CocoObject::categoryId);
  }

  /** Objects of another file on the same images. */
  CocoObjects others(Path file, List<CocoObject> objects, String where) {
    return new CocoObjects(file, objects, images, categories, where);
  }

  private void warnOfKinds(
      List<CocoObject> objects, String key, CocoIds declared, Function<CocoObject, CocoId> idOf) {
    List<CocoObject> others =
        objects.stream().filter(object -> !declared.contains(idOf.apply(object))).toList();
    if (!others.isEmpty()) {
      CocoObject first = others.get(0);
      CocoId id = idOf.apply(first);
      warnings.add(
          String.format(
              "%s: %d of %d %s have a %s as %s where the id is a %s, such as %s with %s; taken for"
                  + " the same id",
              file,
              others.size(),
              objects.size(),
              first.list(),
              id.isText() ? "text" : "number",
              key,
              id.isText() ? "number" : "text",
              first.label(),
              id));
    }
  }

  private IllegalArgumentException error(CocoObject object, String problem) {
    return new IllegalArgumentException(file + ": " + object.label() + " " + problem);
  }

  /** The objects on an image, by its place among the declared ones, in the order of the file. */
  public List<CocoObject> on(int image) {
    return byImage.subList(starts[image], starts[image + 1]);
  }

  /** All objects, those of the first image first. */
  public List<CocoObject> all() {
    return byImage;
  }

  /** The place of an object's category among the declared ones. */
  public int category(CocoObject object) {
    return categories.indexOf(object.categoryId());
  }

  /** Whether any object is of a category, by its place among the declared ones. */
  public boolean hasCategory(int category) {
    return categoriesUsed.get(category);
  }

  /** What was not as it should be, but can mean only one thing; a line each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}

package org.dl4jvision.io.coco;

import java.util.Map;

/**
 * An object or a detection of a COCO file, as it stands there.
 *
 * @param label what it is called in messages: "annotation" and its id, or its place in the list
 * @param imageId may be of an image that is not declared
 * @param categoryId may be of a category that is not declared
 * @param left of the box, in pixels; like all numbers here unchecked: it may be NaN, negative or
 *     outside
 * @param top of the box
 * @param width of the box
 * @param height of the box
 * @param crowd whether it stands for many objects
 * @param area null where it is not said
 * @param score null where it is not said
 */
public record CocoObject(
    String label,
    CocoId imageId,
    CocoId categoryId,
    double left,
    double top,
    double width,
    double height,
    boolean crowd,
    Double area,
    Double score) {

  /**
   * Makes an object of an entry.
   *
   * @param sharedIds ids so far of images and categories, each of which is on many objects
   */
  static CocoObject of(CocoEntry entry, Map<CocoId, CocoId> sharedIds) {
    double[] box = entry.box();
    String crowd = entry.textOrNull("iscrowd");
    return new CocoObject(
        entry.label(),
        sharedIds.computeIfAbsent(entry.id("image_id"), id -> id),
        sharedIds.computeIfAbsent(entry.id("category_id"), id -> id),
        box[0],
        box[1],
        box[2],
        box[3],
        "1".equals(crowd) || "true".equals(crowd),
        entry.numberOrNull("area"),
        entry.numberOrNull("score"));
  }
}

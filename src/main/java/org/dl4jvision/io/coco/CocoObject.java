package org.dl4jvision.io.coco;

/**
 * An object or a detection of a COCO file, as it stands there.
 *
 * @param id its own, null where it has none
 * @param list where it stands
 * @param number its place in the list, from 1
 * @param imageId of an image that is declared
 * @param categoryId of a category that is declared
 * @param hasBox whether the numbers of the box are said; else there is a segmentation
 * @param left of the box, in pixels; like all numbers here unchecked: it may be NaN, negative or
 *     outside
 * @param top of the box
 * @param width of the box
 * @param height of the box
 * @param crowd whether it stands for many objects
 * @param difficult whether it is hard to recognize, as data that were Pascal VOC's say
 * @param ignored whether it counts for nothing for another reason
 * @param area null where it is not said
 * @param score null where it is not said
 * @param segmentation null where it is not said or not asked for
 */
public record CocoObject(
    CocoId id,
    String list,
    int number,
    CocoId imageId,
    CocoId categoryId,
    boolean hasBox,
    double left,
    double top,
    double width,
    double height,
    boolean crowd,
    boolean difficult,
    boolean ignored,
    Double area,
    Double score,
    CocoSegmentation segmentation) {

  /** What it is called in messages: "annotation" and its id, or its place in the list. */
  public String label() {
    return CocoEntry.label(list, number, id);
  }
}

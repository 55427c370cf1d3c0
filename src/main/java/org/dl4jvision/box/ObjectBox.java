package org.dl4jvision.box;

/**
 * An object that an image shows: the ground truth of a detector.
 *
 * @param box where it is, in pixels of the image
 * @param classIndex what it is: an index into the class names, from 0
 * @param ignored whether it need not be found and finding it is no mistake: VOC's difficult
 *     objects, COCO's crowds. Nothing is learned from it, and no score counts it
 */
public record ObjectBox(Box box, int classIndex, boolean ignored) {}

package org.dl4jvision.box;

/**
 * An object that an image truly shows.
 *
 * @param box where it is
 * @param classIndex what it is, from 0
 * @param ignored whether it neither counts as found nor as missed: VOC's difficult objects, COCO's
 *     crowds
 */
public record ObjectBox(Box box, int classIndex, boolean ignored) {}

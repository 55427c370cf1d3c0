package org.dl4jvision.box;

/**
 * An object that a detector reports.
 *
 * @param box where it is, in pixels of the image
 * @param classIndex what it is: an index into the class names, from 0; always 0 of a detector that
 *     does not tell classes
 * @param score how probable it is, from 0 to 1; comparable only between detections of one network
 */
public record Detection(Box box, int classIndex, double score) {}

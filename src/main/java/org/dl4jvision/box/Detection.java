package org.dl4jvision.box;

/**
 * An object that a detector believes to see.
 *
 * @param box where
 * @param classIndex what, from 0
 * @param score how sure it is, from 0 to 1
 */
public record Detection(Box box, int classIndex, double score) {}

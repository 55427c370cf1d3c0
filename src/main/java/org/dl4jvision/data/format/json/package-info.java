/**
 * Formats of tools that write JSON: one class a format, with the classes that read its parts.
 *
 * <p>They read by {@code JsonReader}, which keeps only what is wanted of a file and hands over the
 * entries of large lists one after another, and ask {@code JsonValue}s, which know where in the
 * file they stand: what is missing or of another kind is an error that names file and entry. What
 * is left out or repaired is counted in {@code Notes}. Formats with a file an image are read by
 * {@code FilePerImage}, those with files of many images gather them in {@code FilesOfImages}.
 *
 * <p>COCO's files are far larger than those of tools and have a reader of their own, {@code
 * io.coco}.
 */
package org.dl4jvision.data.format.json;

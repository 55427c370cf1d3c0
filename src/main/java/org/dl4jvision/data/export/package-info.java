/**
 * Data sets and predictions as files that other tools open: one class a layout, all in {@link
 * org.dl4jvision.data.export.DatasetWriters#REGISTRY}.
 *
 * <pre>
 *   AnnotatedFolder (any format) \
 *                                  LabeledImage, Classes -> Export -> DatasetWriter -> files
 *   predictions of a task        /
 * </pre>
 *
 * <p>A new layout is one class that implements {@link org.dl4jvision.data.export.DatasetWriter},
 * and one line in {@link org.dl4jvision.data.export.DatasetWriters}; the command line ({@code data
 * convert --to}, {@code predict --write}), lists and documentation follow. Its test extends {@code
 * BaseWriterTestCase}. It
 *
 * <ol>
 *   <li>says whether it takes objects, class maps or both;
 *   <li>writes in {@link org.dl4jvision.data.export.Output#write} what concerns one image, on all
 *       cores, each file by {@link org.dl4jvision.io.AtomicFile}, and returns what must be done in
 *       the order of the images;
 *   <li>writes in {@code finish} what concerns all images, such as lists of splits: a folder whose
 *       writing was interrupted lacks it;
 *   <li>counts in the notes what the layout cannot say. Nothing is left out in silence.
 * </ol>
 *
 * <p>Images are copied byte for byte, with their orientation tags (EXIF): coordinates and sizes are
 * those of the image as it is seen, which is what this library and the tools read.
 */
package org.dl4jvision.data.export;

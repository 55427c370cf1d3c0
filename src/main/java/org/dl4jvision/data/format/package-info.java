/**
 * How annotations are written down: one class a format, all in {@link
 * org.dl4jvision.data.format.AnnotationFormats#REGISTRY}.
 *
 * <p>A new format is one public class that implements {@link
 * org.dl4jvision.data.format.AnnotationFormat}, here or in a package below, and one line in {@code
 * META-INF/services/org.dl4jvision.data.format.AnnotationFormat}; the command line ({@code
 * --format}), messages, the documentation and the base tests follow. It
 *
 * <ol>
 *   <li>says in {@code contents()} what it can tell of an image: every task that uses that can then
 *       read it. Masks are files with the class of each pixel; objects have boxes or outlines;
 *   <li>looks in {@code find} at a {@link org.dl4jvision.data.format.DataFolder}, which lists all
 *       files once, whether its own files are there. It reads only beginnings ({@code
 *       folder.head(file)} of texts, {@code folder.json(file).has("images[].file_name")}), of some
 *       files where there may be many ({@code folder.sample(files)}). It answers with a {@link
 *       org.dl4jvision.data.format.Found}: by a marker (a file says what only this format says), by
 *       layout (folders are called so) or by names of files. Of two formats that claim a folder the
 *       one with stronger evidence reads it, of equal ones the one that explains more image files;
 *       else users are asked. A damaged file of its own is still its own: {@code find} never throws
 *       for what a file says;
 *   <li>reads {@link org.dl4jvision.data.AnnotatedImage}s as they stand in the files: {@code
 *       AnnotatedImage.of(image).source(json).objects(list).split(split).build()}. Boxes and
 *       outlines beyond their image, unknown classes and numbers that are none are the data set's
 *       to judge; a file that cannot be understood is an {@link IllegalArgumentException} of one
 *       line, {@code FILE: ENTRY problem}. Images are found by {@code folder.index().get(stated,
 *       file, entry)}, which takes paths of other computers and never leaves the folder. Files of
 *       many images are read by {@code io.Parallel}. Objects of large files may be read when their
 *       list is asked;
 *   <li>leaves out images of which nothing is said, unless saying nothing means that nothing is on
 *       them, and tells how many in {@code withWarnings};
 *   <li>declares the classes in their order where the files do ({@code withClassNames}), and what
 *       the numbers or colors of masks mean ({@code withLegend}).
 * </ol>
 *
 * <p>Splits are stated where a folder, list or column does, by {@link
 * org.dl4jvision.data.Split#named}. Formats with one annotation file an image find their pairs by
 * {@code ImagePairs}, and those of splits by {@code SplitLists} and {@code Splits}. The test of a
 * format extends {@code BaseFormatTestCase} and says how a file of the format looks.
 *
 * <p>This package knows no task: neither detectors nor class maps.
 */
package org.dl4jvision.data.format;

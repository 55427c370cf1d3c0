/**
 * How annotations are written down: one class a format, all in {@link
 * org.dl4jvision.data.format.AnnotationFormats#REGISTRY}.
 *
 * <p>A new format is one class that implements {@link org.dl4jvision.data.format.AnnotationFormat}
 * and one line in the registry; the command line ({@code --format}), messages and the base tests
 * follow. It
 *
 * <ol>
 *   <li>says in {@code contents()} what it can tell of an image: every task that uses that can then
 *       read it;
 *   <li>finds its files in a folder without reading them, and returns empty for folders of others;
 *   <li>reads {@link org.dl4jvision.data.AnnotatedImage}s as they stand in the files. Boxes beyond
 *       their image, unknown classes and numbers that are none are the data set's to judge; a file
 *       that cannot be understood is an {@link IllegalArgumentException} of one line that names
 *       file and entry. Objects of large files may be read when their list is asked.
 * </ol>
 *
 * <p>Formats with one file an image extend {@code PairedFormat}. The test of a format extends
 * {@code BaseFormatTestCase} and says how a file of the format looks.
 *
 * <p>This package knows no task: neither detectors nor class maps.
 */
package org.dl4jvision.data.format;

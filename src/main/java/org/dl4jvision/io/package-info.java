/**
 * Files, whatever is in them: written as a whole or not at all ({@link
 * org.dl4jvision.io.AtomicFile}), objects as JSON ({@link org.dl4jvision.io.JsonFile}), tables as
 * comma-separated values ({@link org.dl4jvision.io.CsvFile}), lists of names ({@link
 * org.dl4jvision.io.TextFiles}), many files on all cores ({@link org.dl4jvision.io.Parallel})
 * within a memory budget ({@link org.dl4jvision.io.MemoryBudget}).
 *
 * <p>A file that users wrote and that cannot be read is an {@link IllegalArgumentException} of one
 * line that begins with the file's name or names it. This package knows nothing of images, networks
 * or runs: what a file describes is given to it as a type.
 */
package org.dl4jvision.io;

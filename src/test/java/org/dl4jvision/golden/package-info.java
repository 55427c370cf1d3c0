/**
 * What released versions wrote, and the answers that they gave to it.
 *
 * <p>{@code GoldenFilesTest} asks the present version the same questions about the files of every
 * version under {@code src/test/resources/golden}; {@code GoldenWriter} adds a version's folder.
 */
package org.dl4jvision.golden;

/**
 * Formats that write annotations as text: tables of comma-separated values with a row an object
 * ({@code CsvImages} gathers the images of several files), and lines of words, a file an image.
 */
package org.dl4jvision.data.format.text;

package org.dl4jvision.data.fault;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Something that a check found.
 *
 * @param file that it is about; the folder of the data where it is about no single one
 * @param text one line that says what is wrong
 * @param mark what a line of a reader contains that says the same
 */
public record Finding(Path file, String text, String mark) {

  /** A finding that lines are about which name its file, or begin with its text. */
  public Finding(Path file, String text) {
    this(file, text, Files.isDirectory(file) ? text : file.toString());
  }
}

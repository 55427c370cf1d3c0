package org.dl4jvision.io;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import org.dl4jvision.check.Excerpt;

/** File names as this Java can represent them. */
public final class FileNames {

  private static final String EMPTY = "the name of a file or folder is empty";

  /** Stands in names for bytes that are no letters in the encoding of file names. */
  private static final char REPLACEMENT = '\uFFFD';

  private FileNames() {}

  /**
   * Refuses a name that was found in a folder, but that the encoding of file names cannot
   * represent, so that the file could not be opened by it.
   *
   * @return the file
   */
  public static Path readable(Path file) {
    String name = file.toString();
    if (name.indexOf(REPLACEMENT) >= 0) {
      throw unreadable(name);
    }
    return file;
  }

  /**
   * The file of a name that a user gives.
   *
   * @throws IllegalArgumentException if it is empty, which Java takes for the working folder, or
   *     the encoding of file names cannot represent it
   */
  public static Path path(String name) {
    problem(name)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return Path.of(name);
  }

  /** Why {@link #path} refuses a name; empty where it does not. */
  public static Optional<String> problem(String name) {
    try {
      return Path.of(name).toString().isEmpty() ? Optional.of(EMPTY) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of(unreadable(name).getMessage());
    }
  }

  /** The error that a name cannot be represented, with the remedy. */
  private static IllegalArgumentException unreadable(String name) {
    Charset encoding = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    if (name.indexOf('\0') >= 0) {
      return new IllegalArgumentException(
          "the file name '" + Excerpt.of(name) + "' has a character of code 0");
    }
    return new IllegalArgumentException(
        "cannot read the file name '"
            + Excerpt.of(name.replace(REPLACEMENT, '?'))
            + (encoding.equals(StandardCharsets.UTF_8)
                ? "', which is not UTF-8: rename the file"
                : "' in the encoding of the locale ("
                    + encoding
                    + "): set LC_ALL=C.UTF-8 in the environment"));
  }

  /**
   * A name as it is compared: letters with marks as one character each. Names from macOS have them
   * as two, which look the same.
   */
  public static String comparable(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}

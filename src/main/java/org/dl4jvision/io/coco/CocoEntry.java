package org.dl4jvision.io.coco;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** One entry of a list in a COCO file: the fields that are wanted of it. */
final class CocoEntry {

  private final Path file;
  private final String label;
  private final Map<String, String> values;
  private final Set<String> quoted;
  private final double[] numbers;

  /**
   * @param label what it is called in messages
   * @param values texts of simple values
   * @param quoted those of them that are texts
   * @param numbers of its list of numbers, null where it has none
   */
  CocoEntry(
      Path file, String label, Map<String, String> values, Set<String> quoted, double[] numbers) {
    this.file = file;
    this.label = label;
    this.values = values;
    this.quoted = quoted;
    this.numbers = numbers;
  }

  String label() {
    return label;
  }

  IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(file + ": " + label + " " + problem);
  }

  String textOrNull(String key) {
    return values.get(key);
  }

  String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw error("has no " + key);
    }
    return value;
  }

  CocoId id(String key) {
    String value = text(key);
    try {
      return quoted.contains(key) ? CocoId.of(value) : CocoId.ofNumber(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          error("has a bad " + key + ": " + e.getMessage()).getMessage(), e);
    }
  }

  Double numberOrNull(String key) {
    String value = values.get(key);
    try {
      return value == null ? null : Double.valueOf(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          error("must have a number as " + key + ", but has '" + value + "'").getMessage(), e);
    }
  }

  /** A side of an image in pixels, 0 where it is not given or impossible. */
  int size(String key) {
    String value = values.getOrDefault(key, "");
    return value.matches("[1-9]\\d{0,8}") ? Integer.parseInt(value) : 0;
  }

  /** The box as left, top, width and height in pixels. */
  double[] box() {
    if (numbers == null || numbers.length != 4) {
      throw error(
          "must have a bbox of 4 numbers (left, top, width, height)"
              + (numbers == null ? "" : ", but has " + numbers.length));
    }
    return numbers;
  }
}

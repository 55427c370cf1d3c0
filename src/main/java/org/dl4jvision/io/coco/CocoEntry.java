package org.dl4jvision.io.coco;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** One entry of a list in a COCO file: the fields that are wanted of it. */
final class CocoEntry {

  /** A number as it is written. */
  record Literal(String text) {

    @Override
    public String toString() {
      return text;
    }
  }

  private final Path file;
  private final String list;
  private final int number;
  private final Map<String, Object> values;

  /**
   * @param number place in its list, from 1
   * @param values by field: texts, {@link Literal}s, booleans, {@code double[]}s, {@link
   *     CocoSegmentation}s, {@link CocoReader#MIXED} and {@link CocoReader#OTHER} for what is
   *     something else, and null
   */
  CocoEntry(Path file, String list, int number, Map<String, Object> values) {
    this.file = file;
    this.list = list;
    this.number = number;
    this.values = values;
  }

  String list() {
    return list;
  }

  int number() {
    return number;
  }

  IllegalArgumentException error(String problem) {
    return error(problem, null);
  }

  private IllegalArgumentException error(String problem, Throwable cause) {
    return new IllegalArgumentException(
        file + ": " + label(list, number, idOrNull()) + " " + problem, cause);
  }

  /**
   * What an entry is called in messages.
   *
   * @param id null where it has none
   */
  static String label(String list, int number, CocoId id) {
    if (id == null) {
      return "entry " + number + " of '" + list + "'";
    }
    return (list.equals("categories") ? "category" : list.substring(0, list.length() - 1))
        + " "
        + id;
  }

  /** Its own id, by which messages call it; null where it has none that is one. */
  CocoId idOrNull() {
    Object value = values.get("id");
    if (value instanceof String text) {
      return CocoId.of(text);
    }
    try {
      return value instanceof Literal ? CocoId.ofNumber(value.toString()) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The id that a field holds. */
  CocoId id(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw error("has no " + key);
    }
    if (value instanceof String text) {
      return CocoId.of(text);
    }
    if (!(value instanceof Literal)) {
      throw error("must have a number or a text as " + key + ", but has " + show(value));
    }
    try {
      return CocoId.ofNumber(value.toString());
    } catch (IllegalArgumentException e) {
      throw error("has a bad " + key + ": " + e.getMessage(), e);
    }
  }

  private static String show(Object value) {
    return value instanceof String
        ? "'" + value + "'"
        : value instanceof double[] ? "a list" : value.toString();
  }

  boolean has(String key) {
    return values.get(key) != null;
  }

  /** A text, or what else is written there; null where there is nothing. */
  String textOrNull(String key) {
    Object value = values.get(key);
    return value == null || value instanceof double[] || value == CocoReader.OTHER
        ? null
        : value.toString();
  }

  Double numberOrNull(String key) {
    Object value = values.get(key);
    if (value == null) {
      return null;
    }
    try {
      return Double.valueOf(value instanceof double[] ? "" : value.toString());
    } catch (NumberFormatException e) {
      throw error("must have a number as " + key + ", but has " + show(value), e);
    }
  }

  /** Whether a flag is set, which may be written as a number, as a truth value or as a text. */
  boolean flag(String key) {
    Object value = values.get(key);
    return switch (value == null ? "" : show(value).replace("'", "").toLowerCase(Locale.ROOT)) {
      case "1", "1.0", "true" -> true;
      case "", "0", "0.0", "false" -> false;
      default -> throw error("must have 0 or 1 as " + key + ", but has " + show(value));
    };
  }

  /** Whether a flag is set that others may use for something else: only 1 and true set it. */
  boolean isMarked(String key) {
    String value = String.valueOf(values.get(key)).toLowerCase(Locale.ROOT);
    return value.equals("1") || value.equals("1.0") || value.equals("true");
  }

  /** A side of an image in pixels, 0 where it is not given or impossible. */
  int size(String key) {
    String value = String.valueOf(values.get(key));
    return value.matches("[1-9]\\d{0,8}(\\.0)?") ? (int) Double.parseDouble(value) : 0;
  }

  /** What is said of its pixels; null where nothing is. */
  CocoSegmentation segmentation() {
    return (CocoSegmentation) values.get("segmentation");
  }

  /**
   * The box as left, top, width and height in pixels; null where there is none, but a segmentation
   * that has bounds.
   */
  double[] box() {
    Object value = values.get("bbox");
    boolean none = value == null || value instanceof double[] numbers && numbers.length == 0;
    if (none && segmentation() instanceof CocoSegmentation.Broken broken) {
      throw error(broken.problem());
    }
    if (none && segmentation() != null) {
      return null;
    }
    if (value instanceof double[] numbers && numbers.length == 4) {
      return numbers;
    }
    if (value == CocoReader.MIXED) {
      throw error("has something else than numbers in its bbox");
    }
    throw error(
        "must have a bbox of 4 numbers (left, top, width, height)"
            + (value instanceof double[] numbers ? ", but has " + numbers.length : ""));
  }
}

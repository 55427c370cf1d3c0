package org.dl4jvision.data.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dl4jvision.data.ImageSize;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * What detectors need of a COCO file. It is read as a stream, and what is not needed, such as
 * segmentations of any kind, is passed over, however large or deep it is.
 *
 * @param file where it was read
 * @param images in the order of the file
 * @param annotations in the order of the file
 * @param categories names by id
 */
record CocoFile(
    Path file,
    List<ImageEntry> images,
    List<ObjectEntry> annotations,
    Map<Integer, String> categories) {

  /**
   * An entry of "images".
   *
   * @param size null where it is not said
   */
  record ImageEntry(String id, String fileName, ImageSize size) {}

  /**
   * An entry of "annotations".
   *
   * @param label what it is called in messages
   * @param box left, top, width and height
   */
  @SuppressWarnings("ArrayRecordComponent")
  record ObjectEntry(String label, String imageId, int categoryId, double[] box, boolean crowd) {}

  private static final JsonFactory FACTORY = factory();

  private static final Set<String> IMAGE_FIELDS = Set.of("id", "file_name", "width", "height");
  private static final Set<String> CATEGORY_FIELDS = Set.of("id", "name");
  private static final Set<String> ANNOTATION_FIELDS =
      Set.of("id", "image_id", "category_id", "bbox", "iscrowd");

  private static JsonFactory factory() {
    JsonFactory factory = new JsonFactory();
    // Python writes NaN; then it is the object that is named, not the syntax.
    factory.enable(JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS);
    return factory;
  }

  /** Whether a JSON file has "images" and "annotations", or is so damaged that it may have had. */
  static boolean mayBe(Path file) {
    Set<String> wanted = Set.of("images", "annotations");
    int found = 0;
    try (JsonParser parser = FACTORY.createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        found += wanted.contains(parser.getCurrentName()) ? 1 : 0;
        if (found == wanted.size()) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return false;
    } catch (IOException e) {
      return found > 0;
    }
  }

  /**
   * @throws IllegalArgumentException naming the file, and the object where one is at fault
   */
  static CocoFile read(Path file) {
    CocoFile result = new CocoFile(file, new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    Set<String> missing = new TreeSet<>(Set.of("images", "annotations", "categories"));
    try (JsonParser parser = FACTORY.createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(file + ": is not COCO: must begin with {");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.getCurrentName();
        parser.nextToken();
        missing.remove(key);
        switch (key) {
          case "images" -> result.each(parser, key, IMAGE_FIELDS, result::addImage);
          case "annotations" -> result.each(parser, key, ANNOTATION_FIELDS, result::addAnnotation);
          case "categories" -> result.each(parser, key, CATEGORY_FIELDS, result::addCategory);
          default -> parser.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file
              + ": is not complete, well-formed JSON, line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ": "
              + e.getOriginalMessage().replaceAll("\\s+", " "),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": is not COCO: has no " + String.join(", ", missing));
    }
    return result;
  }

  /** The wanted fields of an object: texts of simple values, numbers of lists. */
  private interface Entry {
    void add(Map<String, String> values, double[] numbers, String label);
  }

  private void each(JsonParser parser, String key, Set<String> wanted, Entry entry)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException(file + ": '" + key + "' must be a list");
    }
    for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(
            file + ": entry " + number + " of '" + key + "' must be an object");
      }
      Map<String, String> values = new HashMap<>();
      double[] numbers = null;
      boolean broken = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.getCurrentName();
        JsonToken token = parser.nextToken();
        if (!wanted.contains(field)) {
          parser.skipChildren();
        } else if (token == JsonToken.START_ARRAY) {
          numbers = numbers(parser);
          broken = numbers == null;
        } else if (token.isScalarValue()) {
          values.put(field, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      String id = values.get("id");
      String label =
          id == null ? "entry " + number + " of '" + key + "'" : singular(key) + " " + id;
      if (broken) {
        throw new IllegalArgumentException(
            file + ": " + label + " has something else than numbers in its bbox");
      }
      entry.add(values, numbers, label);
    }
  }

  private static String singular(String key) {
    return key.equals("categories") ? "category" : key.substring(0, key.length() - 1);
  }

  /** The numbers of a list; null if it has anything else. */
  private static double[] numbers(JsonParser parser) throws IOException {
    double[] numbers = new double[4];
    int count = 0;
    boolean valid = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric()) {
        valid = false;
        parser.skipChildren();
        continue;
      }
      numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
      numbers[count++] = parser.getDoubleValue();
    }
    return valid ? Arrays.copyOf(numbers, count) : null;
  }

  private void addImage(Map<String, String> values, double[] numbers, String label) {
    String id = need(values, "id", label);
    boolean sized = isSize(values.get("height")) && isSize(values.get("width"));
    ImageSize size =
        sized
            ? new ImageSize(
                Integer.parseInt(values.get("height")), Integer.parseInt(values.get("width")))
            : null;
    images.add(new ImageEntry(id, need(values, "file_name", label), size));
  }

  private static boolean isSize(String text) {
    return text != null && text.matches("[1-9]\\d{0,8}");
  }

  private void addCategory(Map<String, String> values, double[] numbers, String label) {
    String name = need(values, "name", label);
    if (categories.containsValue(name)) {
      throw new IllegalArgumentException(file + ": two categories are called '" + name + "'");
    }
    if (categories.put(integer(values, "id", label), name) != null) {
      throw new IllegalArgumentException(file + ": two categories have the id " + values.get("id"));
    }
  }

  private void addAnnotation(Map<String, String> values, double[] box, String label) {
    if (box == null || box.length != 4) {
      throw new IllegalArgumentException(
          file
              + ": "
              + label
              + " must have a bbox of 4 numbers (left, top, width, height)"
              + (box == null ? "" : ", but has " + box.length));
    }
    String crowd = values.getOrDefault("iscrowd", "0");
    annotations.add(
        new ObjectEntry(
            label,
            need(values, "image_id", label),
            integer(values, "category_id", label),
            box,
            crowd.equals("1") || crowd.equals("true")));
  }

  private String need(Map<String, String> values, String key, String label) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(file + ": " + label + " has no " + key);
    }
    return value;
  }

  private int integer(Map<String, String> values, String key, String label) {
    String value = need(values, key, label);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          file + ": " + label + " must have an integer as " + key + ", but has '" + value + "'", e);
    }
  }
}

package org.dl4jvision.io.coco;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonLocation;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.core.io.JsonEOFException;
import org.nd4j.shade.jackson.core.json.JsonReadFeature;

/**
 * Reads lists of entries as a stream, and of the entries only the fields that are wanted. Texts may
 * be UTF-8, UTF-16 or UTF-32, with or without a byte order mark.
 */
final class CocoReader {

  /** Stands for an object. */
  static final Object OTHER =
      new Object() {
        @Override
        public String toString() {
          return "an object";
        }
      };

  /** Stands for a list with something else than numbers. */
  static final Object MIXED =
      new Object() {
        @Override
        public String toString() {
          return "a list";
        }
      };

  /**
   * The parser accepts NaN, which Python writes: the error then names the entry, not the syntax.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private record Wanted(Set<String> fields, Consumer<CocoEntry> entry) {}

  private final Path file;
  private final Map<String, Wanted> lists = new TreeMap<>();
  private final SegmentationReader segmentations = new SegmentationReader();

  CocoReader(Path file) {
    this.file = file;
  }

  /** Declares a list that is wanted, with the fields that are wanted of its entries. */
  void list(String name, Set<String> fields, Consumer<CocoEntry> entry) {
    lists.put(name, new Wanted(fields, entry));
  }

  private interface Reading {
    void read(JsonParser parser) throws IOException;
  }

  /** Reads a file that is an object with all wanted lists. */
  void readObject() {
    parse(
        parser -> {
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw error("is not COCO: must begin with {");
          }
          Set<String> found = new TreeSet<>();
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.getCurrentName();
            parser.nextToken();
            if (!lists.containsKey(key)) {
              Tokens.skip(parser);
            } else if (found.add(key)) {
              entries(parser, key);
            } else {
              throw error("has two lists of " + key + ": make one of them");
            }
          }
          Set<String> missing = new TreeSet<>(lists.keySet());
          missing.removeAll(found);
          if (!missing.isEmpty()) {
            throw error("is not COCO: has no " + String.join(", ", missing));
          }
        });
  }

  /** Reads a file that is the one wanted list. */
  void readList() {
    parse(parser -> entries(parser, lists.keySet().iterator().next()));
  }

  private void parse(Reading reading) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("no such file: " + file);
    }
    try (InputStream stream = Files.newInputStream(file);
        JsonParser parser = FACTORY.createParser(stream)) {
      if (parser.nextToken() == null) {
        throw error("is empty: must be COCO's JSON");
      }
      reading.read(parser);
      if (parser.nextToken() != null) {
        throw error(
            "more follows after its end, in "
                + place(parser.getTokenLocation())
                + ": join what was written one after the other, or take it out");
      }
    } catch (JsonEOFException e) {
      throw new IllegalArgumentException(
          file + ": is cut off, in " + place(e.getLocation()) + ": copy or write it again", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ": is " + problem(e.getOriginalMessage(), place(e.getLocation())), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read", e);
    }
  }

  private static String problem(String message, String place) {
    if (message.equals(Tokens.TOO_DEEP)) {
      return message + ", in " + place;
    }
    return message.startsWith("Invalid UTF-8")
        ? "not UTF-8 text, in " + place + ": save it as UTF-8"
        : "not well-formed JSON, in " + place;
  }

  private static String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(file + ": " + problem);
  }

  private void entries(JsonParser parser, String list) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw error("'" + list + "' must be a list, but is " + Tokens.kind(parser.currentToken()));
    }
    Wanted wanted = lists.get(list);
    for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw error(
            CocoEntry.label(list, number, null)
                + " must be an object, but is "
                + Tokens.kind(parser.currentToken()));
      }
      wanted.entry().accept(entry(parser, list, number, wanted.fields()));
    }
  }

  private CocoEntry entry(JsonParser parser, String list, int number, Set<String> fields)
      throws IOException {
    Map<String, Object> values = new HashMap<>();
    CocoEntry entry = new CocoEntry(file, list, number, values);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.getCurrentName();
      parser.nextToken();
      if (!fields.contains(field)) {
        Tokens.skip(parser);
      } else if (values.containsKey(field)) {
        throw entry.error("has two values of " + field);
      } else {
        values.put(
            field, field.equals("segmentation") ? segmentations.read(parser) : value(parser));
      }
    }
    return entry;
  }

  private Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING:
        return parser.getText();
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        return new CocoEntry.Literal(parser.getText());
      case VALUE_TRUE:
        return true;
      case VALUE_FALSE:
        return false;
      case START_ARRAY:
        return numbers(parser);
      case START_OBJECT:
        Tokens.skip(parser);
        return OTHER;
      default:
        return null;
    }
  }

  /** The numbers of a list; {@link #MIXED} if it has anything else. */
  private Object numbers(JsonParser parser) throws IOException {
    double[] numbers = new double[4];
    int count = 0;
    boolean valid = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric()) {
        valid = false;
        Tokens.skip(parser);
        continue;
      }
      numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
      numbers[count++] = Tokens.toDouble(parser);
    }
    return valid ? Arrays.copyOf(numbers, count) : MIXED;
  }
}

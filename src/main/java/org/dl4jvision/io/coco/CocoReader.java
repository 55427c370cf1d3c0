package org.dl4jvision.io.coco;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;

/** Reads lists of entries as a stream, and of the entries only the fields that are wanted. */
final class CocoReader {

  /**
   * The parser accepts NaN, which Python writes: the error then names the entry, not the syntax.
   */
  private static final JsonFactory FACTORY =
      new JsonFactory().enable(JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS);

  private record Wanted(Set<String> fields, Consumer<CocoEntry> entry) {}

  private final Path file;
  private final Map<String, Wanted> lists = new TreeMap<>();

  CocoReader(Path file) {
    this.file = file;
  }

  /** Declares a list that is wanted, with the fields that are wanted of its entries. */
  void list(String name, Set<String> fields, Consumer<CocoEntry> entry) {
    lists.put(name, new Wanted(fields, entry));
  }

  /** Whether a JSON file has these keys, or has some and is then damaged. */
  static boolean hasLists(Path file, Set<String> names) {
    int found = 0;
    try (JsonParser parser = FACTORY.createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        found += names.contains(parser.getCurrentName()) ? 1 : 0;
        if (found == names.size()) {
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

  private interface Reading {
    void read(JsonParser parser) throws IOException;
  }

  /** Reads a file that is an object with all wanted lists. */
  void readObject() {
    parse(
        parser -> {
          if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw error("is not COCO: must begin with {");
          }
          Set<String> missing = new TreeSet<>(lists.keySet());
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.getCurrentName();
            parser.nextToken();
            if (lists.containsKey(key)) {
              missing.remove(key);
              entries(parser, key);
            } else {
              parser.skipChildren();
            }
          }
          if (!missing.isEmpty()) {
            throw error("is not COCO: has no " + String.join(", ", missing));
          }
        });
  }

  /** Reads a file that is the one wanted list. */
  void readList() {
    parse(
        parser -> {
          parser.nextToken();
          entries(parser, lists.keySet().iterator().next());
        });
  }

  private void parse(Reading reading) {
    try (InputStream stream = Files.newInputStream(file);
        JsonParser parser = FACTORY.createParser(stream)) {
      reading.read(parser);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file
              + ": is not complete, well-formed JSON, line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ": "
              + firstOf(e.getOriginalMessage()),
          e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("no such file: " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** A parser's message without what it was reading from. */
  private static String firstOf(String message) {
    return message.replaceAll("\\s+", " ").replaceAll(" \\(start marker.*", "");
  }

  private IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(file + ": " + problem);
  }

  private void entries(JsonParser parser, String list) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw error("'" + list + "' must be a list");
    }
    Wanted wanted = lists.get(list);
    for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw error("entry " + number + " of '" + list + "' must be an object");
      }
      wanted.entry().accept(entry(parser, list, number, wanted.fields()));
    }
  }

  private CocoEntry entry(JsonParser parser, String list, int number, Set<String> fields)
      throws IOException {
    Map<String, String> values = new HashMap<>();
    Set<String> quoted = new HashSet<>();
    double[] numbers = null;
    boolean broken = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.getCurrentName();
      JsonToken token = parser.nextToken();
      if (!fields.contains(field)) {
        parser.skipChildren();
      } else if (token == JsonToken.START_ARRAY) {
        numbers = numbers(parser);
        broken = numbers == null;
      } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        values.put(field, parser.getText());
        if (token == JsonToken.VALUE_STRING) {
          quoted.add(field);
        }
      } else {
        parser.skipChildren();
      }
    }
    String id = values.get("id");
    String label =
        id == null ? "entry " + number + " of '" + list + "'" : singular(list) + " " + id;
    if (broken) {
      throw error(label + " has something else than numbers in its bbox");
    }
    return new CocoEntry(file, label, values, quoted, numbers);
  }

  private static String singular(String list) {
    return list.equals("categories") ? "category" : list.substring(0, list.length() - 1);
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
}

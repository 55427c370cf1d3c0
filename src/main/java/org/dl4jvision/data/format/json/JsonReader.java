package org.dl4jvision.data.format.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dl4jvision.io.FileProblem;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.MissingNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Reads a JSON file that a tool wrote: all of it, or some fields only, and the entries of large
 * lists one after another. What is not wanted is passed over, however large or deep it is.
 */
final class JsonReader {

  /** Nothing that tools write is nested so deeply; what is would exhaust the stack. */
  private static final int DEPTH = 50;

  /** No long has more, with its sign. */
  private static final int LONG_DIGITS = 20;

  /** Python writes NaN: the error then names the entry, not the syntax. */
  private static final JsonFactory FACTORY =
      new JsonFactory().enable(JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Path file;
  private final Map<String, Consumer<JsonValue>> entries = new HashMap<>();
  private Consumer<JsonValue> rootEntries;
  private Set<String> fields;

  /** A reader of all that is in a file. */
  JsonReader(Path file) {
    this.file = file;
  }

  /** Keeps only these fields of the object that the file is. */
  JsonReader fields(String... names) {
    fields = Set.of(names);
    return this;
  }

  /** Hands over the entries of a field's list or object one after another, keeping none. */
  JsonReader entries(String field, Consumer<JsonValue> entry) {
    entries.put(field, entry);
    return this;
  }

  /** Hands over the entries of the list or object that the file is, keeping none. */
  JsonReader entries(Consumer<JsonValue> entry) {
    rootEntries = entry;
    return this;
  }

  /**
   * Reads the file.
   *
   * @return what is kept of it; a file that is no object has no fields
   * @throws IllegalArgumentException one line, naming the file
   */
  JsonValue read() {
    try (InputStream stream = Files.newInputStream(file);
        JsonParser parser = FACTORY.createParser(stream)) {
      JsonValue root = new JsonValue(file, null, null, MissingNode.getInstance());
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw root.error("is empty");
      }
      if (rootEntries != null) {
        each(parser, root, rootEntries);
        return root;
      }
      boolean some = fields != null || !entries.isEmpty();
      if (some && token != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return root;
      }
      JsonNode node = some ? object(parser, root) : node(parser, token, 0);
      parser.nextToken(); // What is behind the end must be nothing, too.
      return new JsonValue(file, null, null, node);
    } catch (JsonProcessingException e) {
      boolean encoding = String.valueOf(e.getOriginalMessage()).contains("UTF-8");
      throw new IllegalArgumentException(
          file
              + ": line "
              + e.getLocation().getLineNr()
              + (encoding
                  ? " is not UTF-8 text: save the file as UTF-8"
                  : ", column "
                      + e.getLocation().getColumnNr()
                      + " is not well-formed JSON: the file is cut off or damaged"),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + FileProblem.reason(e), e);
    }
  }

  /**
   * Reads JSON that stands in a file of another kind.
   *
   * @param place where, for messages
   * @throws IllegalArgumentException one line, naming file and place
   */
  static JsonValue parse(Path file, String place, String text) {
    JsonValue root = new JsonValue(file, null, place, MissingNode.getInstance());
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonValue(file, null, place, new JsonReader(file).node(parser, next(parser), 0));
    } catch (IOException e) {
      throw root.error("has no well-formed JSON where it should");
    }
  }

  /** A text as JSON. */
  static String quoted(String text) {
    return NODES.textNode(text).toString();
  }

  private IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(file + ": " + problem);
  }

  private JsonNode object(JsonParser parser, JsonValue root) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.getCurrentName();
      JsonToken token = parser.nextToken();
      if (entries.containsKey(name) && token != JsonToken.VALUE_NULL) {
        JsonValue field = new JsonValue(file, root, name, MissingNode.getInstance());
        each(parser, field, entries.get(name));
      } else if (fields == null || fields.contains(name)) {
        object.set(name, node(parser, token, 1));
      } else {
        parser.skipChildren();
      }
    }
    return object;
  }

  private void each(JsonParser parser, JsonValue parent, Consumer<JsonValue> entry)
      throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      int index = 0;
      for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
        entry.accept(new JsonValue(file, parent, index++, node(parser, token, 1)));
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (next(parser) == JsonToken.FIELD_NAME) {
        String name = parser.getCurrentName();
        entry.accept(new JsonValue(file, parent, name, node(parser, next(parser), 1)));
      }
    } else {
      throw parent.error("must be a list or an object");
    }
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonProcessingException("the end", parser.getCurrentLocation()) {};
    }
    return token;
  }

  private JsonNode node(JsonParser parser, JsonToken token, int depth) throws IOException {
    if (depth > DEPTH) {
      throw error("is nested more than " + DEPTH + " levels deep");
    }
    switch (token) {
      case START_OBJECT:
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.getCurrentName();
          object.set(name, node(parser, parser.nextToken(), depth + 1));
        }
        return object;
      case START_ARRAY:
        ArrayNode array = NODES.arrayNode();
        for (JsonToken next = next(parser); next != JsonToken.END_ARRAY; next = next(parser)) {
          array.add(node(parser, next, depth + 1));
        }
        return array;
      case VALUE_STRING:
        return NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        return number(parser);
      case VALUE_TRUE:
      case VALUE_FALSE:
        return NODES.booleanNode(token == JsonToken.VALUE_TRUE);
      default:
        return NODES.nullNode();
    }
  }

  /** Ids keep their digits; a number beyond the range of long becomes the nearest double. */
  private static JsonNode number(JsonParser parser) throws IOException {
    // Asked for the type of more digits, the parser would compute all of them, which takes long.
    boolean isShort = parser.getTextLength() <= LONG_DIGITS;
    return isShort
            && (parser.getNumberType() == JsonParser.NumberType.INT
                || parser.getNumberType() == JsonParser.NumberType.LONG)
        ? NODES.numberNode(parser.getLongValue())
        : NODES.numberNode(parser.getDoubleValue());
  }
}

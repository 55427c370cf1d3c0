package org.dl4jvision.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.core.JsonParseException;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JavaType;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.databind.SerializerProvider;
import org.nd4j.shade.jackson.databind.deser.std.StdDeserializer;
import org.nd4j.shade.jackson.databind.module.SimpleModule;
import org.nd4j.shade.jackson.databind.ser.std.StdSerializer;

/**
 * Objects as JSON files. JSON has no NaN and no infinity: they are written as null, and null is
 * read as NaN. Unknown properties are not an error when reading: a newer version may have written
 * them.
 */
public final class JsonFile {

  private static final ObjectMapper MAPPER = mapper();

  private static final String NOT_IT = "does not hold what it should";

  private JsonFile() {}

  /**
   * Writes any object that Jackson can write, as a whole or not at all.
   *
   * @throws IllegalArgumentException if it cannot be written as JSON
   */
  public static void write(Path file, Object value) {
    AtomicFile.writeText(file, toText(value) + "\n");
  }

  /** The text of such a file, without a line break at its end. */
  public static String toText(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          value.getClass() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the file does not describe a {@code type}
   */
  public static <T> T read(Path file, Class<T> type) {
    return read(file, MAPPER.constructType(type));
  }

  /**
   * Reads an object of a generic type.
   *
   * @param type the class of {@code T}
   * @param parameters what its type parameters are, in their order
   * @throws IllegalArgumentException if the file does not describe one
   */
  public static <T> T readGeneric(Path file, Class<? super T> type, Class<?>... parameters) {
    return read(file, MAPPER.getTypeFactory().constructParametricType(type, parameters));
  }

  private static <T> T read(Path file, JavaType type) {
    try {
      return parse("file " + file, Files.readString(file), type);
    } catch (IOException e) {
      throw FileProblem.cannot("read", file, e);
    }
  }

  /**
   * Reads an object of a generic type from the text of such a file.
   *
   * @param name of the text, for messages
   * @param type the class of {@code T}
   * @param parameters what its type parameters are, in their order
   * @throws IllegalArgumentException if the text does not describe one
   */
  public static <T> T parseGeneric(
      String name, String text, Class<? super T> type, Class<?>... parameters) {
    return parse(name, text, MAPPER.getTypeFactory().constructParametricType(type, parameters));
  }

  private static <T> T parse(String name, String text, JavaType type) {
    try {
      T value = text.isBlank() ? null : parse(text, type);
      if (value == null) {
        throw new IllegalArgumentException(name + ": " + (text.isBlank() ? "is empty" : NOT_IT));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + ": " + problem(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a string
    }
  }

  private static <T> T parse(String text, JavaType type) throws IOException {
    try (BoundedParser parser = BoundedParser.json(text)) {
      T value = MAPPER.readValue(parser, type);
      parser.requireEnd();
      return value;
    }
  }

  /** What is wrong with a file; Jackson's own messages speak of classes and tokens. */
  private static String problem(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping
        && !(e.getCause() instanceof JsonParseException)) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        return refusal.getMessage();
      }
      String path = place(mapping);
      return path.isEmpty() ? NOT_IT : "has no valid value of " + path;
    }
    return JsonTree.problem(e, "is no JSON, or damaged");
  }

  /** Where in a file a value is that was refused, such as {@code classes.3.name}. */
  public static String place(JsonMappingException e) {
    return e.getPath().stream()
        .map(at -> at.getFieldName() == null ? "" + at.getIndex() : at.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static ObjectMapper mapper() {
    SimpleModule nan = new SimpleModule();
    for (Class<Double> type : List.of(Double.class, double.class)) {
      nan.addSerializer(
          type,
          new StdSerializer<Double>(type) {
            @Override
            public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
              if (Double.isFinite(value)) {
                out.writeNumber(value);
              } else {
                out.writeNull();
              }
            }
          });
    }
    nan.addDeserializer(
        double.class,
        new StdDeserializer<Double>(double.class) {
          @Override
          public Double deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            return _parseDoublePrimitive(in, context);
          }

          @Override
          public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
          }
        });
    return new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .registerModule(nan);
  }
}

package org.dl4jvision.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Reads, writes and compares JSON. */
final class Json {

  static final double DOUBLE_TOLERANCE = 1e-6;
  static final double FLOAT_TOLERANCE = 1e-4;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What is 0 but for rounding. */
  private static final double TINY = 1e-12;

  /** What version 0.1.0 wrote for a score that is undefined. */
  private static final double UNDEFINED = -1;

  private Json() {}

  static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** As it is once written and read: whole numbers have one type, whatever Java's is. */
  static JsonNode tree(Object value) {
    try {
      return MAPPER.readTree(MAPPER.writeValueAsString(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, Object value) {
    try {
      Files.createDirectories(file.getParent());
      String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asserts that an answer is the golden one. Texts and whole numbers must be equal; other numbers
   * may differ by the tolerance times their own size, or the size of the largest in their list.
   * Below a key {@code float} the tolerance is that of single precision, as other processors add in
   * another order. Keys that only the present version has do not count. Version 0.1.0 has -1 where
   * a score is undefined, later ones null.
   */
  static void assertSame(JsonNode golden, JsonNode actual) {
    assertSame("", golden, actual, DOUBLE_TOLERANCE, 0);
  }

  /** The same for single precision, and for numbers whose natural size is known. */
  static void assertSameInFloat(JsonNode golden, JsonNode actual, double scale) {
    assertSame("", golden, actual, FLOAT_TOLERANCE, scale);
  }

  private static void assertSame(
      String at, JsonNode golden, JsonNode actual, double tolerance, double scale) {
    assertTrue(actual != null, at + " is missing");
    if (golden.isObject()) {
      double own = golden.has("values") ? Math.max(scale, largest(golden.get("values"))) : scale;
      for (String key : keys(golden)) {
        double inside = key.equals("float") ? FLOAT_TOLERANCE : tolerance;
        assertSame(at + "/" + key, golden.get(key), actual.get(key), inside, own);
      }
    } else if (golden.isArray()) {
      assertEquals(golden.size(), actual.size(), at + " has another length");
      double own = Math.max(scale, largest(golden));
      for (int i = 0; i < golden.size(); i++) {
        assertSame(at + "/" + i, golden.get(i), actual.get(i), tolerance, own);
      }
    } else if (golden.isFloatingPointNumber() && actual.isNull()) {
      assertEquals(UNDEFINED, golden.asDouble(), at + " is null");
    } else if (golden.isFloatingPointNumber()) {
      assertTrue(actual.isNumber(), at + " is " + actual);
      double size = Math.max(scale, Math.abs(golden.asDouble()));
      assertEquals(golden.asDouble(), actual.asDouble(), tolerance * size + TINY, at);
    } else {
      assertEquals(golden, actual, at);
    }
  }

  static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static double largest(JsonNode list) {
    double largest = 0;
    for (JsonNode value : list) {
      largest = value.isNumber() ? Math.max(largest, Math.abs(value.asDouble())) : largest;
    }
    return largest;
  }
}

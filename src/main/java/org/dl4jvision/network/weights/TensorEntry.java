package org.dl4jvision.network.weights;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.check.Excerpt;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * What a header says of a tensor, which is checked.
 *
 * @param begin where its bytes begin, from the end of the header on
 * @param end where they end
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TensorEntry(String name, String type, long[] shape, long begin, long end) {

  private static final int MOST_DIMENSIONS = 8;

  /** Of other types than those of weights, bytes of a number. */
  private static final Map<String, Integer> OTHER_TYPES =
      Map.of(
          "BOOL", 1, "U8", 1, "I8", 1, "I16", 2, "U16", 2, "I32", 4, "U32", 4, "I64", 8, "U64", 8);

  /**
   * All entries.
   *
   * @param available bytes that follow the header
   * @throws IllegalArgumentException one line, for the first that is not as it must be
   */
  static Map<String, TensorEntry> all(Path file, JsonNode header, long available) {
    Map<String, TensorEntry> entries = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> all = header.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> field = all.next();
      if (!field.getKey().equals("__metadata__")) {
        entries.put(field.getKey(), of(file, field.getKey(), field.getValue(), available));
      }
    }
    requireApart(file, entries);
    return entries;
  }

  private static TensorEntry of(Path file, String name, JsonNode node, long available) {
    JsonNode type = node.path("dtype");
    long[] shape = numbers(node.path("shape"));
    long[] offsets = numbers(node.path("data_offsets"));
    if (!type.isTextual() || shape == null || offsets == null || offsets.length != 2) {
      throw problem(file, name, "needs dtype, shape and data_offsets of two numbers");
    }
    if (shape.length > MOST_DIMENSIONS) {
      throw problem(
          file, name, "has " + shape.length + " dimensions; allowed: up to " + MOST_DIMENSIONS);
    }
    TensorEntry entry = new TensorEntry(name, type.asText(), shape, offsets[0], offsets[1]);
    if (entry.begin > entry.end || entry.end > available) {
      throw problem(
          file,
          name,
          String.format(
              "lies at %d to %d of %d bytes: the file is damaged or cut off",
              entry.begin, entry.end, available));
    }
    Integer size = entry.size();
    if (size != null && !entry.hasBytes(size)) {
      throw problem(
          file,
          name,
          String.format(
              "has %d bytes, which %s %s does not fit: the file is damaged",
              entry.bytes(), entry.type, Excerpt.of(Arrays.toString(shape))));
    }
    return entry;
  }

  /** Whole numbers from 0 on; null for anything else. */
  private static long[] numbers(JsonNode node) {
    if (!node.isArray()) {
      return null;
    }
    long[] numbers = new long[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = node.get(i);
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
        return null;
      }
      numbers[i] = number.asLong();
    }
    return numbers;
  }

  private static void requireApart(Path file, Map<String, TensorEntry> entries) {
    List<TensorEntry> sorted =
        entries.values().stream()
            .filter(entry -> entry.bytes() > 0)
            .sorted(Comparator.comparingLong(TensorEntry::begin))
            .toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).begin < sorted.get(i - 1).end) {
        throw problem(
            file,
            sorted.get(i).name,
            "overlaps " + Excerpt.of(sorted.get(i - 1).name) + ": the file is damaged");
      }
    }
  }

  private static IllegalArgumentException problem(Path file, String name, String what) {
    return SafeTensors.problem(file, "tensor " + Excerpt.of(name) + " " + what);
  }

  /** Bytes of a number; null for a type that is not known. */
  private Integer size() {
    return Arrays.stream(NumberType.values())
        .filter(known -> known.name().equals(type))
        .map(NumberType::size)
        .findFirst()
        .orElse(OTHER_TYPES.get(type));
  }

  private boolean hasBytes(int size) {
    try {
      return Arrays.stream(shape).reduce(size, Math::multiplyExact) == bytes();
    } catch (ArithmeticException e) {
      return false;
    }
  }

  /** How many bytes it has. */
  long bytes() {
    return end - begin;
  }

  /** The type of its numbers, which are to be weights. */
  NumberType readableType(Path file) {
    return Arrays.stream(NumberType.values())
        .filter(known -> known.name().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                problem(
                    file,
                    name,
                    "is of dtype " + Excerpt.of(type) + "; allowed: F32, F16, BF16, F64"));
  }
}

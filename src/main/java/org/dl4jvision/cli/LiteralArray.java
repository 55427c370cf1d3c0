package org.dl4jvision.cli;

import java.util.Arrays;
import java.util.Map;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Excerpt;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;

/** Arrays as nested lists of JSON. */
final class LiteralArray {

  /** The largest numbers that the types hold; larger ones would become infinite. */
  private static final Map<DataType, Double> LARGEST =
      Map.of(
          DataType.HALF,
          65504.0,
          DataType.FLOAT,
          (double) Float.MAX_VALUE,
          DataType.DOUBLE,
          Double.MAX_VALUE);

  private static final int MOST_RANK = 8;

  private final String key;
  private final long[] shape;
  private final double largest;
  private double[] values;
  private int count;

  private LiteralArray(String key, long[] shape, double largest) {
    this.key = key;
    this.shape = shape;
    this.largest = largest;
  }

  /**
   * Reads an array.
   *
   * @param key names it in messages
   * @throws IllegalArgumentException for what is no nested list of numbers of the type, of which
   *     all lists of a level have one length
   */
  static INDArray read(String key, JsonNode node, DataType type) {
    Check.that(node.isArray(), key, node, "nested lists [N, C, ...]");
    LiteralArray array = new LiteralArray(key, shape(key, node), LARGEST.get(type));
    // The lists are compared first: a ragged one may promise more numbers than it has.
    array.values = new double[array.requireEven(node, 0)];
    array.fill(node);
    return Nd4j.createFromArray(array.values).reshape('c', array.shape).castTo(type);
  }

  /** The lengths of the first list of each level. */
  private static long[] shape(String key, JsonNode node) {
    long[] sizes = new long[MOST_RANK];
    int rank = 0;
    for (JsonNode at = node; at.isArray(); at = at.get(0)) {
      if (rank == sizes.length || at.isEmpty()) {
        throw new IllegalArgumentException(
            key + " must be nested lists of numbers, none of them empty");
      }
      sizes[rank++] = at.size();
    }
    return Arrays.copyOf(sizes, rank);
  }

  /** Returns how many numbers there are. */
  private int requireEven(JsonNode node, int level) {
    if (level == shape.length) {
      return 1;
    }
    if (!node.isArray() || node.size() != shape[level]) {
      throw new IllegalArgumentException(
          String.format(
              "%s is ragged: at depth %d a list of %d beside one of %d",
              key, level, node.size(), shape[level]));
    }
    int numbers = 0;
    for (JsonNode child : node) {
      numbers = Math.addExact(numbers, requireEven(child, level + 1));
    }
    return numbers;
  }

  private void fill(JsonNode node) {
    if (node.isArray()) {
      node.forEach(this::fill);
      return;
    }
    if (!node.isNumber()) {
      throw new IllegalArgumentException(key + " holds " + Excerpt.of(node) + "; allowed: numbers");
    }
    double value = node.asDouble();
    if (Math.abs(value) > largest) {
      throw new IllegalArgumentException(
          String.format(
              "%s holds %s; allowed: numbers from %s to %s",
              key, node.asText(), -largest, largest));
    }
    values[count++] = value;
  }

  /** Writes numbers as nested lists. */
  static ArrayNode write(double[] values, long[] shape) {
    return write(values, shape, 0, 0, values.length);
  }

  private static ArrayNode write(double[] values, long[] shape, int level, int start, int length) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    int step = (int) (length / shape[level]);
    for (int i = 0; i < shape[level]; i++) {
      if (level == shape.length - 1) {
        list.add(values[start + i]);
      } else {
        list.add(write(values, shape, level + 1, start + i * step, step));
      }
    }
    return list;
  }
}

package org.dl4jvision.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.check.Nearest;
import org.dl4jvision.network.encoder.Arguments;
import org.dl4jvision.network.reference.ReferenceGraph;
import org.dl4jvision.network.reference.ReferenceNetwork;
import org.dl4jvision.network.reference.ReferenceNetworks;
import org.dl4jvision.network.weights.FormulaTensors;
import org.dl4jvision.network.weights.SafeTensors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** A published network, its weights and an input, read from JSON. */
final class NetworkCase {

  /** Other keys are descriptions, unless they look like one of these. */
  private static final List<String> KEYS =
      List.of("network", "arguments", "weights", "dataType", "input", "outputs");

  private static final Map<String, DataType> TYPES =
      Map.of("FLOAT", DataType.FLOAT, "DOUBLE", DataType.DOUBLE);

  /** An array of it has 1 GB in FLOAT. */
  private static final long MOST_NUMBERS = 1L << 28;

  private NetworkCase() {}

  /**
   * Evaluates a case.
   *
   * @param folder that a file of weights is relative to
   * @param accelerated whether in oneDNN, where the data type allows
   * @throws IllegalArgumentException if the case is bad; the message names the key
   */
  static ObjectNode evaluate(JsonNode node, Path folder, boolean accelerated) {
    Check.that(node.isObject(), "a case", node, "objects {\"network\": .., ..}");
    requireKnown(node);
    ReferenceNetwork network = ReferenceNetworks.all().get(text(node, "network"));
    String typeName = node.hasNonNull("dataType") ? text(node, "dataType") : "FLOAT";
    DataType type = TYPES.get(typeName);
    Check.that(type != null, "dataType", '"' + Excerpt.of(typeName) + '"', "FLOAT, DOUBLE");
    Map<String, long[]> indices = indices(required(node, "outputs"));
    INDArray input = input(required(node, "input"), type);
    Arguments arguments = new Arguments(arguments(node));
    ReferenceGraph graph = network.build(arguments, type);
    arguments.requireAllKnown(network.name());
    if (node.hasNonNull("weights")) {
      graph.load(SafeTensors.open(folder.resolve(text(node, "weights"))));
    } else {
      graph.loadFormula();
    }
    if (accelerated) {
      Acceleration.enable(graph.graph());
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("network", network.name());
    result.put("parameters", graph.parameters());
    ObjectNode outputs = result.putObject("outputs");
    graph
        .outputs(input, indices.keySet())
        .forEach((name, array) -> outputs.set(name, describe(name, array, indices.get(name))));
    return result;
  }

  private static void requireKnown(JsonNode node) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      String hint = KEYS.contains(name) ? "" : Nearest.hint(name, KEYS);
      if (!hint.isEmpty()) {
        throw new IllegalArgumentException("unknown key \"" + Excerpt.of(name) + "\"" + hint);
      }
    }
  }

  private static ObjectNode describe(String name, INDArray array, long[] indices) {
    double[] values = array.dup('c').reshape(array.length()).toDoubleVector();
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    Check.that(Double.isFinite(variance), "the variance of " + name, variance, "finite numbers");
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode shape = node.putArray("shape");
    for (long size : array.shape()) {
      shape.add(size);
    }
    node.put("mean", mean);
    node.put("std", Math.sqrt(variance));
    ArrayNode index = node.putArray("index");
    ArrayNode value = node.putArray("value");
    for (long i : indices) {
      if (i >= values.length) {
        throw new IllegalArgumentException(
            String.format("index of %s holds %d; allowed: 0 to %d", name, i, values.length - 1));
      }
      index.add(i);
      value.add(values[(int) i]);
    }
    return node;
  }

  /** The indices that are asked for, by the names of outputs. */
  private static Map<String, long[]> indices(JsonNode outputs) {
    Check.that(outputs.isObject(), "outputs", outputs, "objects {\"logits\": {\"index\": [..]}}");
    Map<String, long[]> indices = new LinkedHashMap<>();
    outputs
        .fields()
        .forEachRemaining(
            output ->
                indices.put(
                    output.getKey(),
                    output.getValue().has("index")
                        ? wholeNumbers(
                            "index of " + output.getKey(), output.getValue().get("index"), 0)
                        : new long[0]));
    return indices;
  }

  private static INDArray input(JsonNode node, DataType type) {
    if (node.isArray()) {
      return requireImages(LiteralArray.read("input", node, type));
    }
    Check.that(
        node.isObject(),
        "input",
        node,
        "objects {\"name\": .., \"shape\": [N, 3, H, W]} or nested lists");
    if (node.hasNonNull("values")) {
      return requireImages(LiteralArray.read("values", node.get("values"), type));
    }
    long[] shape = wholeNumbers("shape", required(node, "shape"), 1);
    long length = 1;
    for (long size : shape) {
      length = length > MOST_NUMBERS ? length : length * Math.min(size, MOST_NUMBERS + 1);
    }
    Check.that(length <= MOST_NUMBERS, "shape", node.get("shape"), "up to 2^28 numbers");
    LongToDoubleFunction values = FormulaTensors.input(text(node, "name"));
    double[] numbers = new double[(int) length];
    for (int i = 0; i < length; i++) {
      numbers[i] = values.applyAsDouble(i);
    }
    return requireImages(Nd4j.create(numbers, shape, 'c').castTo(type));
  }

  private static INDArray requireImages(INDArray input) {
    Check.that(
        input.rank() == 4 && input.size(1) == 3,
        "shape",
        Arrays.toString(input.shape()),
        "[N, 3, height, width]");
    return input;
  }

  private static long[] wholeNumbers(String key, JsonNode node, long least) {
    Check.that(node.isArray(), key, node, "lists of whole numbers");
    long[] numbers = new long[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = node.get(i);
      Check.that(
          number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= least,
          key,
          number,
          "whole numbers >= " + least);
      numbers[i] = number.asLong();
    }
    return numbers;
  }

  private static Map<String, Object> arguments(JsonNode node) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    JsonNode given = node.path("arguments");
    Check.that(
        given.isObject() || given.isMissingNode() || given.isNull(),
        "arguments",
        given,
        "objects {\"num_classes\": 5}");
    given
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().isNull()) {
                arguments.put(field.getKey(), value(field.getValue()));
              }
            });
    return arguments;
  }

  private static Object value(JsonNode node) {
    if (node.isBoolean()) {
      return node.asBoolean();
    } else if (node.isInt()) {
      return node.asInt();
    } else if (node.isNumber()) {
      return node.asDouble();
    } else if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(element -> list.add(value(element)));
      return list;
    }
    return node.isTextual() ? node.asText() : node.toString();
  }

  private static JsonNode required(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException(
          "key \"" + key + "\" is missing; a case needs network, input {name, shape}, outputs");
    }
    return value;
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = required(node, key);
    Check.that(value.isTextual(), key, value, "texts");
    return value.asText();
  }
}

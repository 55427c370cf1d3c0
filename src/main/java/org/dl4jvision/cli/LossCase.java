package org.dl4jvision.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** A loss, its activation and literal arrays, read from JSON. */
final class LossCase {

  private static final List<String> KEYS =
      List.of("loss", "activation", "predictions", "labels", "mask", "dtype");

  private static final Map<String, DataType> TYPES =
      Map.of("float", DataType.FLOAT, "double", DataType.DOUBLE, "half", DataType.HALF);

  private LossCase() {}

  /**
   * Evaluates a case.
   *
   * @throws IllegalArgumentException if the case is bad; the message names the key and what is
   *     allowed
   */
  static ObjectNode evaluate(JsonNode node) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KEYS.contains(name)) {
        throw new IllegalArgumentException(
            "unknown key \"" + name + "\"; keys are " + String.join(", ", KEYS));
      }
    }
    DataType type = type(node.path("dtype").asText("float"));
    VisionLoss loss = Losses.parse(required(node, "loss").asText());
    IActivation activation = activation(required(node, "activation").asText());
    INDArray predictions = array("predictions", required(node, "predictions"), type);
    // Labels and masks are read in double: a class index above 2048 has no place in half precision.
    INDArray labels = array("labels", required(node, "labels"), DataType.DOUBLE);
    INDArray mask =
        node.hasNonNull("mask") ? array("mask", node.get("mask"), DataType.DOUBLE) : null;
    Evaluation result = loss.evaluate(labels, predictions, activation, mask, true);
    return json(result);
  }

  private static ObjectNode json(Evaluation result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    double sum = 0;
    ArrayNode perExample = JsonNodeFactory.instance.arrayNode();
    for (double each : result.perExample()) {
      perExample.add(each);
      sum += each;
    }
    json.put("loss", sum / perExample.size());
    json.set("perExample", perExample);
    // The evaluation's gradient is that of the sum.
    INDArray gradient = result.gradient().dup('c');
    double[] values = gradient.data().asDouble();
    for (int i = 0; i < values.length; i++) {
      values[i] /= perExample.size();
    }
    json.set("gradient", nest(values, gradient.shape(), 0, 0, values.length));
    return json;
  }

  private static JsonNode required(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException(
          "key \"" + key + "\" is missing; a case needs loss, activation, predictions, labels");
    }
    return value;
  }

  private static DataType type(String name) {
    DataType type = TYPES.get(name);
    Check.that(type != null, "dtype", '"' + name + '"', "float, double, half");
    return type;
  }

  private static IActivation activation(String name) {
    for (Activation activation : Activation.values()) {
      if (activation.name().toLowerCase(Locale.ROOT).equals(name)) {
        return activation.getActivationFunction();
      }
    }
    String all =
        String.join(
            ", ",
            Arrays.stream(Activation.values())
                .map(a -> a.name().toLowerCase(Locale.ROOT))
                .toList());
    throw new IllegalArgumentException("activation is \"" + name + "\"; allowed: " + all);
  }

  private static INDArray array(String key, JsonNode node, DataType type) {
    int rank = 0;
    long length = 1;
    JsonNode at = node;
    long[] sizes = new long[8];
    while (at != null && at.isArray()) {
      if (rank == sizes.length || at.isEmpty()) {
        throw new IllegalArgumentException(
            key + " must be nested lists of numbers, none of them empty");
      }
      sizes[rank++] = at.size();
      length *= at.size();
      at = at.get(0);
    }
    if (rank == 0) {
      throw new IllegalArgumentException(key + " is " + node + "; give nested lists [N, C, ...]");
    }
    long[] shape = Arrays.copyOf(sizes, rank);
    double[] values = new double[Math.toIntExact(length)];
    int read = fill(key, node, shape, 0, values, 0);
    return Nd4j.createFromArray(Arrays.copyOf(values, read)).reshape('c', shape).castTo(type);
  }

  private static int fill(
      String key, JsonNode node, long[] shape, int depth, double[] values, int at) {
    if (depth == shape.length) {
      if (!node.isNumber()) {
        throw new IllegalArgumentException(key + " holds " + node + "; allowed: numbers");
      }
      values[at] = node.asDouble();
      return at + 1;
    }
    if (!node.isArray() || node.size() != shape[depth]) {
      throw new IllegalArgumentException(
          key
              + " is ragged: at depth "
              + depth
              + " a list of "
              + node.size()
              + " beside one of "
              + shape[depth]);
    }
    int next = at;
    for (JsonNode child : node) {
      next = fill(key, child, shape, depth + 1, values, next);
    }
    return next;
  }

  private static ArrayNode nest(double[] values, long[] shape, int depth, int start, int length) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    int step = (int) (length / shape[depth]);
    for (int i = 0; i < shape[depth]; i++) {
      if (depth == shape.length - 1) {
        list.add(values[start + i]);
      } else {
        list.add(nest(values, shape, depth + 1, start + i * step, step));
      }
    }
    return list;
  }
}

package org.dl4jvision.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;
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
   * @throws IllegalArgumentException if the case is bad, or its result is no finite number; the
   *     message names the key and what is allowed
   */
  static ObjectNode evaluate(JsonNode node) {
    Check.that(node.isObject(), "a case", node, "objects {\"loss\": .., ..}");
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KEYS.contains(name)) {
        throw new IllegalArgumentException(
            "unknown key \"" + Excerpt.of(name) + "\"; keys are " + String.join(", ", KEYS));
      }
    }
    String typeName = node.hasNonNull("dtype") ? text(node, "dtype") : "float";
    DataType type = type(typeName);
    VisionLoss loss = Losses.parse(text(node, "loss"));
    IActivation activation = activation(text(node, "activation"));
    INDArray predictions = LiteralArray.read("predictions", required(node, "predictions"), type);
    // Labels and masks are read in double: a class index above 2048 has no place in half precision.
    INDArray labels = LiteralArray.read("labels", required(node, "labels"), DataType.DOUBLE);
    INDArray mask =
        node.hasNonNull("mask")
            ? LiteralArray.read("mask", node.get("mask"), DataType.DOUBLE)
            : null;
    return json(loss.evaluate(labels, predictions, activation, mask, true), typeName);
  }

  private static ObjectNode json(Evaluation result, String type) {
    double[] losses = result.perExample();
    INDArray ofSum = result.gradient().dup('c');
    double[] gradient =
        Arrays.stream(ofSum.data().asDouble()).map(d -> d / losses.length).toArray();
    double mean = result.sum() / losses.length;
    requireFinite("loss", DoubleStream.concat(DoubleStream.of(mean), Arrays.stream(losses)), type);
    requireFinite("gradient", Arrays.stream(gradient), type);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("loss", mean);
    Arrays.stream(losses).forEach(json.putArray("perExample")::add);
    json.set("gradient", LiteralArray.write(gradient, ofSum.shape()));
    return json;
  }

  /** JSON has no other numbers, and they are the result of none that a training could use. */
  private static void requireFinite(String what, DoubleStream numbers, String type) {
    numbers
        .filter(number -> !Double.isFinite(number))
        .findFirst()
        .ifPresent(
            number -> {
              throw new IllegalArgumentException(
                  String.format(
                      "the %s is %s: the numbers or options are too large or too small for dtype"
                          + " %s",
                      what, number, type));
            });
  }

  private static JsonNode required(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException(
          "key \"" + key + "\" is missing; a case needs loss, activation, predictions, labels");
    }
    return value;
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = required(node, key);
    Check.that(value.isTextual(), key, value, "texts");
    return value.asText();
  }

  private static DataType type(String name) {
    DataType type = TYPES.get(name);
    Check.that(type != null, "dtype", '"' + Excerpt.of(name) + '"', "float, double, half");
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
    throw new IllegalArgumentException(
        "activation is \"" + Excerpt.of(name) + "\"; allowed: " + all);
  }
}

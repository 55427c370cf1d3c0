package org.dl4jvision.loss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dl4jvision.Shared;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A case of another library's tests: options by that library's names, arrays, expected numbers. */
final class GoldenCase {

  /** Where the files are; not part of the project. */
  static final Path FOLDER = Shared.goldenFolder();

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String file;
  private final String id;
  private final JsonNode node;
  private final INDArray input;
  private final INDArray target;
  private final Set<String> unread = new TreeSet<>();

  private GoldenCase(String file, String id, JsonNode node) {
    this(file, id, node, null, null);
  }

  private GoldenCase(String file, String id, JsonNode node, INDArray input, INDArray target) {
    this.file = file;
    this.id = id;
    this.node = node;
    this.input = input;
    this.target = target;
    node.path("params").fieldNames().forEachRemaining(unread::add);
  }

  /** The cases of a file; those without an id are called by the file's name and their number. */
  static List<GoldenCase> read(String file) {
    try {
      List<GoldenCase> cases = new ArrayList<>();
      JsonNode nodes =
          MAPPER.readTree(Files.readString(FOLDER.resolve(file + ".json"))).get("cases");
      for (JsonNode node : nodes) {
        cases.add(new GoldenCase(file, node.path("id").asText(file + "-" + cases.size()), node));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String file() {
    return file;
  }

  String id() {
    return id;
  }

  private JsonNode option(String name) {
    unread.remove(name);
    return node.path("params").path(name);
  }

  boolean flag(String name, boolean defaultValue) {
    return option(name).asBoolean(defaultValue);
  }

  double number(String name, double defaultValue) {
    return option(name).asDouble(defaultValue);
  }

  /** An option's text; the default where it is absent, {@code "null"} where it is null. */
  String text(String name, String defaultValue) {
    JsonNode option = option(name);
    return option.isMissingNode() ? defaultValue : option.asText();
  }

  /** The numbers of a list, of lists or a single one, in 'c' order; null where there are none. */
  double[] numbers(String name) {
    JsonNode option = option(name);
    return option.isArray() || option.isNumber() ? array(option).data().asDouble() : null;
  }

  /** Lists of numbers. */
  double[][] matrix(String name) {
    return array(option(name)).toDoubleMatrix();
  }

  /** The case of a loss within this one, {@code {"loss": name, "params": {..}}}. */
  GoldenCase inner(String name, INDArray input, INDArray target) {
    return new GoldenCase(file, id, option(name), input, target);
  }

  /** What {@link #inner} is a loss of. */
  String innerLoss(String name) {
    return option(name).get("loss").asText();
  }

  /** The options that a mapping has not looked at. */
  Set<String> unread() {
    return unread;
  }

  /** Counts what another case has left unread as unread of this one. */
  void alsoUnread(GoldenCase other) {
    unread.addAll(other.unread);
  }

  INDArray input() {
    return input == null ? array(node.get("input")) : input;
  }

  /** The input's arrays where it is a list of arrays of several sizes. */
  List<INDArray> inputs() {
    List<INDArray> inputs = new ArrayList<>();
    node.get("input").forEach(each -> inputs.add(array(each)));
    return inputs;
  }

  /** Dimensions of the input, counting the list of several. */
  int depthOfInput() {
    int depth = 0;
    for (JsonNode at = node.get("input"); at.isArray(); at = at.get(0)) {
      depth++;
    }
    return depth;
  }

  INDArray target() {
    return target == null ? array(node.get("target")) : target;
  }

  /** Another array of the case, or null. */
  INDArray array(String name) {
    return node.hasNonNull(name) ? array(node.get(name)) : null;
  }

  /** The expected numbers, in 'c' order. */
  double[] expected() {
    JsonNode value = node.hasNonNull("recomputed_f64") ? node.get("recomputed_f64") : null;
    return array(value == null ? node.get("expected_loss") : value).data().asDouble();
  }

  /** The expected gradient by the input, or null. */
  INDArray gradient() {
    return array("grad_input_central_difference");
  }

  /** Nested lists, a number, or {@code {"constant": v, "shape": [..]}}. */
  private static INDArray array(JsonNode value) {
    if (value.has("constant")) {
      long[] shape = Arrays.stream(array(value.get("shape")).toLongVector()).toArray();
      return Nd4j.valueArrayOf(shape, value.get("constant").asDouble(), DataType.DOUBLE);
    }
    List<Long> shape = new ArrayList<>();
    for (JsonNode at = value; at.isArray(); at = at.get(0)) {
      shape.add((long) at.size());
    }
    List<Double> values = new ArrayList<>();
    flatten(value, values);
    long[] dimensions =
        shape.isEmpty() ? new long[] {1} : shape.stream().mapToLong(size -> size).toArray();
    return Nd4j.createFromArray(values.stream().mapToDouble(v -> v).toArray())
        .reshape('c', dimensions);
  }

  private static void flatten(JsonNode value, List<Double> into) {
    if (value.isArray()) {
      value.forEach(child -> flatten(child, into));
    } else {
      into.add(value.asDouble());
    }
  }

  @Override
  public String toString() {
    return id;
  }
}

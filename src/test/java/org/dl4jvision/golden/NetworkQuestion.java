package org.dl4jvision.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * What a network is asked.
 *
 * @param graph whether it is a ComputationGraph, else a MultiLayerNetwork
 * @param type of its numbers, float or double
 * @param input the shape of its input
 * @param labels of each output: a form and its numbers, see {@link #label}
 */
@SuppressWarnings("ArrayRecordComponent") // nothing compares them
record NetworkQuestion(boolean graph, String type, long[] input, List<Label> labels) {

  /**
   * @param form one-hot (classes in dimension 1), one-hot-last, indices (of numbers[0] classes),
   *     channels (0 and 1), or objects (rows, classes, width, height)
   */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares them
  record Label(String form, long[] shape, int... numbers) {}

  static NetworkQuestion of(JsonNode json) {
    List<Label> labels = new ArrayList<>();
    for (var label : json.get("labels")) {
      int[] numbers = new int[label.get("numbers").size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = label.get("numbers").get(i).asInt();
      }
      labels.add(new Label(label.get("form").asText(), longs(label.get("shape")), numbers));
    }
    return new NetworkQuestion(
        json.get("graph").asBoolean(), json.get("type").asText(), longs(json.get("input")), labels);
  }

  static long[] longs(JsonNode list) {
    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).asLong();
    }
    return values;
  }

  private DataType dataType() {
    return type.equals("double") ? DataType.DOUBLE : DataType.FLOAT;
  }

  /** A network with this configuration, whose parameters are given by formulas. */
  Model ofConfiguration(Path file) throws IOException {
    String json = Files.readString(file);
    Model network;
    Map<String, INDArray> params;
    if (graph) {
      ComputationGraph built = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
      built.init();
      params = built.paramTable();
      network = built;
    } else {
      MultiLayerNetwork built = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
      built.init();
      params = built.paramTable();
      network = built;
    }
    long seed = 100;
    for (Map.Entry<String, INDArray> param : params.entrySet()) {
      INDArray value = param.getValue();
      long[] shape = value.shape();
      boolean positive = param.getKey().endsWith("_gamma") || param.getKey().endsWith("_var");
      double size =
          shape.length > 2 ? Math.sqrt(6.0 * shape[0] / value.length()) : 0.2; // He's rule
      INDArray numbers = Numbers.uniform(seed++, -size, size, dataType(), shape);
      value.assign(positive ? numbers.addi(1) : numbers);
    }
    return network;
  }

  Model ofZip(Path file) throws IOException {
    return graph
        ? ModelSerializer.restoreComputationGraph(file.toFile(), true)
        : ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
  }

  INDArray inputs() {
    return Numbers.uniform(31, 0, 1, dataType(), input);
  }

  private INDArray[] labelArrays() {
    return labels.stream().map(this::label).toArray(INDArray[]::new);
  }

  private INDArray label(Label label) {
    long[] shape = label.shape;
    int[] n = label.numbers;
    return switch (label.form) {
      case "one-hot" -> Labels.oneHot(dataType(), 1, shape);
      case "one-hot-last" -> Labels.oneHot(dataType(), shape.length - 1, shape);
      case "indices" -> Labels.classIndices(dataType(), n[0], shape);
      case "channels" -> Numbers.uniform(32, 0, 1, dataType(), shape).gt(0.6).castTo(dataType());
      case "objects" -> Labels.objects(dataType(), (int) shape[0], n[0], n[1], n[2], n[3]);
      default -> throw new IllegalArgumentException("no labels are named " + label.form);
    };
  }

  /** Outputs, score and the gradient of all parameters. */
  Map<String, Object> answer(Model network) {
    Nd4j.getRandom().setSeed(9); // for dropout
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("parameters", network.numParams());
    List<Object> outputs = new ArrayList<>();
    if (network instanceof ComputationGraph built) {
      for (INDArray output : built.output(inputs())) {
        outputs.add(Numbers.digest(output));
      }
      built.setInputs(inputs());
      built.setLabels(labelArrays());
      built.computeGradientAndScore();
    } else {
      MultiLayerNetwork built = (MultiLayerNetwork) network;
      outputs.add(Numbers.digest(built.output(inputs())));
      built.setInput(inputs());
      built.setLabels(labelArrays()[0]);
      built.computeGradientAndScore();
    }
    answer.put("outputs", outputs);
    answer.put("score", network.score());
    answer.put("gradient", Numbers.digest(network.gradient().gradient()));
    return Map.of(type, answer);
  }

  /** The same, and what a step of training makes of the parameters and the updater's state. */
  Map<String, Object> answerWithUpdater(Model network) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("before", answer(network));
    fit(network);
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("parameters", Numbers.digest(network.params()));
    after.put("updater", Numbers.digest(updaterState(network)));
    answer.put("after", Map.of(type, after));
    return answer;
  }

  void fit(Model network) {
    Nd4j.getRandom().setSeed(10);
    if (network instanceof ComputationGraph built) {
      built.fit(new INDArray[] {inputs()}, labelArrays());
    } else {
      ((MultiLayerNetwork) network).fit(inputs(), labelArrays()[0]);
    }
  }

  private static INDArray updaterState(Model network) {
    return network instanceof ComputationGraph built
        ? built.getUpdater().getStateViewArray()
        : ((MultiLayerNetwork) network).getUpdater().getStateViewArray();
  }
}

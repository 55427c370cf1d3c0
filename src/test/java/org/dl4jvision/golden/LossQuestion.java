package org.dl4jvision.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Fixed labels and predictions to ask a loss about.
 *
 * @param mask null for none
 */
record LossQuestion(INDArray labels, INDArray preOutput, Activation activation, INDArray mask) {

  private static final int IGNORED = 255;

  /** The question of a name; the names are in golden files, so none may ever change its meaning. */
  static LossQuestion of(String name, DataType type) {
    return switch (name) {
      case "classes" -> classes(type, null, 3, 3, 6, 5);
      case "volume" -> classes(type, null, 2, 2, 4, 3, 3);
      case "sequence" -> classes(type, null, 2, 3, 9);
      case "rows" -> classes(type, null, 6, 3);
      case "masked" -> {
        INDArray mask = Numbers.uniform(5, -0.5, 1.5, type, 3, 6, 5);
        mask.data().setData(clip(mask.dup('c').data().asDouble()));
        yield classes(type, mask, 3, 3, 6, 5);
      }
      case "weighted-examples" -> classes(type, Numbers.uniform(6, 0, 2, type, 3, 1), 3, 3, 6, 5);
      case "indices" -> ofLabels(type, indices(type, false), Activation.SOFTMAX, 3, 3, 6, 5);
      case "ignored" -> ofLabels(type, indices(type, true), Activation.SOFTMAX, 3, 3, 6, 5);
      case "soft" -> {
        INDArray labels = Numbers.uniform(2, 0.1, 1, type, 3, 3, 6, 5);
        yield ofLabels(type, labels.div(labels.sum(true, 1)), Activation.SOFTMAX, 3, 3, 6, 5);
      }
      case "binary" ->
          ofLabels(type, Labels.classIndices(type, 2, 3, 1, 6, 5), Activation.SIGMOID, 3, 1, 6, 5);
      case "channels" -> {
        INDArray labels = Labels.oneHot(type, 1, 3, 3, 6, 5);
        labels.addi(Numbers.uniform(3, 0, 1, type, 3, 3, 6, 5).gt(0.8).castTo(type));
        yield ofLabels(type, labels.gt(0).castTo(type), Activation.SIGMOID, 3, 3, 6, 5);
      }
      case "qualities" -> {
        INDArray quality = Numbers.uniform(4, 0.2, 1, type, 3, 3, 6, 5);
        INDArray labels = Labels.oneHot(type, 1, 3, 3, 6, 5).mul(quality);
        yield ofLabels(type, labels, Activation.SIGMOID, 3, 3, 6, 5);
      }
      case "values" ->
          ofLabels(
              type, Numbers.uniform(7, -2, 2, type, 3, 2, 6, 5), Activation.IDENTITY, 3, 2, 6, 5);
      case "images" ->
          ofLabels(
              type, Numbers.uniform(8, 0, 1, type, 2, 2, 7, 8), Activation.SIGMOID, 2, 2, 7, 8);
      case "distances" ->
          ofLabels(type, Numbers.uniform(9, 0, 4, type, 8, 1), Activation.SOFTMAX, 8, 5);
      case "boxes-xyxy" -> boxes(type, false);
      case "boxes-sizes" -> boxes(type, true);
      default -> throw new IllegalArgumentException("no question is named " + name);
    };
  }

  private static LossQuestion classes(DataType type, INDArray mask, long... shape) {
    INDArray preOutput = Numbers.uniform(1, -3, 3, type, shape);
    return new LossQuestion(Labels.oneHot(type, 1, shape), preOutput, Activation.SOFTMAX, mask);
  }

  private static LossQuestion ofLabels(
      DataType type, INDArray labels, Activation activation, long... shape) {
    return new LossQuestion(labels, Numbers.uniform(1, -3, 3, type, shape), activation, null);
  }

  private static double[] clip(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, Math.min(1, values[i]));
    }
    return values;
  }

  private static INDArray indices(DataType type, boolean withIgnored) {
    INDArray labels = Labels.classIndices(type, 3, 3, 1, 6, 5);
    if (withIgnored) {
      for (int i = 0; i < labels.length(); i += 7) {
        labels.putScalar(i, IGNORED);
      }
    }
    return labels;
  }

  /** True boxes and predictions near them; edges, or a place and a size. */
  private static LossQuestion boxes(DataType type, boolean sizes) {
    int count = 7;
    double[] truth = new double[4 * count];
    double[] predicted = new double[4 * count];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < 4; k++) {
        int at = 4 * i + k;
        truth[at] = k < 2 ? 10 * Numbers.at(10, at) : 4 + 9 * Numbers.at(10, at);
        predicted[at] = truth[at] + 4 * Numbers.at(11, at) - 2;
      }
      for (int k = 2; k < 4 && !sizes; k++) {
        truth[4 * i + k] += truth[4 * i + k - 2];
        predicted[4 * i + k] += predicted[4 * i + k - 2];
      }
    }
    return new LossQuestion(
        Numbers.array(truth, type, count, 4),
        Numbers.array(predicted, type, count, 4),
        Activation.IDENTITY,
        null);
  }

  /** All that a loss says of itself and of a question, in both precisions. */
  static Map<String, Object> answer(ILossFunction loss, String name) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("expression", loss.toString());
    answer.put("double", of(name, DataType.DOUBLE).ask(loss));
    answer.put("float", of(name, DataType.FLOAT).ask(loss));
    return answer;
  }

  private Map<String, Object> ask(ILossFunction loss) {
    IActivation function = activation.getActivationFunction();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("sum", loss.computeScore(labels, preOutput, function, mask, false));
    answer.put("mean", loss.computeScore(labels, preOutput, function, mask, true));
    INDArray scores = loss.computeScoreArray(labels, preOutput, function, mask);
    answer.put("examples", Numbers.digest(scores));
    answer.put("gradient", Numbers.digest(loss.computeGradient(labels, preOutput, function, mask)));
    return answer;
  }
}

package org.dl4jvision.export;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.export.runtime.OnnxModel;
import org.dl4jvision.io.LackOfMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network makes of random numbers, to be compared with what a written model makes of them.
 *
 * @param network what is compared with
 * @param inputs by their names
 * @param outputs by their names
 */
record Comparison(
    ComputationGraph network, Map<String, INDArray> inputs, Map<String, INDArray> outputs) {

  /** In standard deviations of an output. */
  private static final double TOLERANCE = 1e-4;

  /** Rounding of numbers, of which the largest counts where an output hardly varies. */
  private static final double ROUNDING = 1e-6;

  /** Sizes of images that are tried: some networks refuse small ones, some all but their own. */
  private static final int[][] SIZES = {
    {64, 96}, {224, 224}, {256, 384}, {299, 299}, {320, 320}, {512, 512}, {28, 28}
  };

  private static final int EXAMPLES = 2;

  /** The relative step from a float to the next, rounded up. */
  private static final double ULP = 1.0 / (1 << 22);

  /** Every layer rounds, an input is changed once. */
  private static final double MORE = 10;

  /**
   * Runs a network on the first size that it takes.
   *
   * @param first size that is tried before others, {height, width}; null for none
   */
  static Optional<Comparison> of(ComputationGraph network, List<NetworkInput> inputs, int[] first) {
    if (first != null) {
      return Optional.of(required(network, inputs, first));
    }
    for (int[] size : SIZES) {
      try {
        return Optional.of(at(network, inputs, size));
      } catch (RuntimeException e) {
        // Networks say in exceptions of all types that they do not take a size.
        if (LackOfMemory.isCauseOf(e)) {
          throw e;
        }
      }
    }
    return Optional.empty();
  }

  private static Comparison required(
      ComputationGraph network, List<NetworkInput> inputs, int[] size) {
    try {
      return at(network, inputs, size);
    } catch (RuntimeException e) {
      if (LackOfMemory.isCauseOf(e)) {
        throw e;
      }
      throw new IllegalArgumentException(
          String.format(
              "size is %dx%d (width x height); allowed: what the network takes, which it does not:"
                  + " %s",
              size[1], size[0], Excerpt.of(e.getMessage())),
          e);
    }
  }

  private static Comparison at(ComputationGraph network, List<NetworkInput> inputs, int[] size) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    inputs.forEach(input -> arrays.put(input.name(), input.random(EXAMPLES, size)));
    // Deeplearning4j's activations may work in place.
    INDArray[] given = arrays.values().stream().map(INDArray::dup).toArray(INDArray[]::new);
    INDArray[] results = network.output(given);
    Map<String, INDArray> outputs = new LinkedHashMap<>();
    List<String> names = network.getConfiguration().getNetworkOutputs();
    for (int i = 0; i < names.size(); i++) {
      outputs.put(names.get(i), results[i]);
    }
    return new Comparison(network, arrays, outputs);
  }

  /**
   * How far the outputs of a model are from the network's at most, in standard deviations.
   *
   * @throws IllegalStateException if that is more than rounding makes
   */
  double with(OnnxModel model) {
    Map<String, INDArray> found = model.run(inputs, new LinkedHashSet<>(outputs.keySet()));
    double worst = 0;
    for (Map.Entry<String, INDArray> output : outputs.entrySet()) {
      INDArray ours = output.getValue();
      double difference = difference(ours, found.get(output.getKey()));
      double deviation = ours.stdNumber(false).doubleValue();
      double allowed = TOLERANCE * deviation + ROUNDING * ours.amaxNumber().doubleValue();
      // Not above would let numbers pass that are none.
      if (!(difference <= allowed) && !(difference <= rounding(output.getKey()))) {
        throw new IllegalStateException(
            String.format(
                "ONNX Runtime computes another output '%s': %.3g away where numbers vary by %.3g;"
                    + " nothing is written",
                output.getKey(), difference, deviation));
      }
      worst = Math.max(worst, deviation == 0 ? 0 : difference / deviation);
    }
    return worst;
  }

  private static double difference(INDArray one, INDArray other) {
    return one.sub(other).amaxNumber().doubleValue();
  }

  /**
   * What rounding may make of an output: some times what becomes of inputs that are changed by the
   * rounding of their own numbers. In networks that were never trained, and are deep, it is much.
   */
  private double rounding(String output) {
    INDArray[] changed = new INDArray[inputs.size()];
    int i = 0;
    for (INDArray input : inputs.values()) {
      changed[i++] = input.mul(1 + ULP);
    }
    int index = network.getConfiguration().getNetworkOutputs().indexOf(output);
    return MORE * difference(outputs.get(output), network.output(changed)[index]);
  }
}

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
 * @param inputs by their names
 * @param outputs by their names
 */
record Comparison(Map<String, INDArray> inputs, Map<String, INDArray> outputs) {

  /** In standard deviations of an output. */
  private static final double TOLERANCE = 1e-4;

  /** Rounding of numbers, of which the largest counts where an output hardly varies. */
  private static final double ROUNDING = 1e-6;

  /** Sizes of images that are tried: some networks refuse small ones, some all but their own. */
  private static final int[][] SIZES = {
    {64, 96}, {224, 224}, {256, 384}, {299, 299}, {320, 320}, {512, 512}, {28, 28}
  };

  private static final int EXAMPLES = 2;

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
    return new Comparison(arrays, outputs);
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
      INDArray theirs = found.get(output.getKey());
      double deviation = ours.stdNumber(false).doubleValue();
      double difference = ours.sub(theirs).amaxNumber().doubleValue();
      double allowed = TOLERANCE * deviation + ROUNDING * ours.amaxNumber().doubleValue();
      // Not above would let numbers pass that are none.
      if (!(difference <= allowed)) {
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
}

package org.dl4jvision.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.export.runtime.OnnxModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every model that is written. */
public final class OnnxChecks {

  private static final double TOLERANCE = 1e-4;

  private OnnxChecks() {}

  /** Gives batch normalization statistics, scales and shifts as after a training. */
  public static ComputationGraph trained(ComputationGraph network) {
    Random random = new Random(3);
    for (Layer layer : network.getLayers()) {
      Map<String, INDArray> parameters = layer.paramTable();
      fill(parameters.get("mean"), () -> 0.1 * random.nextGaussian());
      fill(parameters.get("log10stdev"), () -> 0.1 * random.nextGaussian());
      fill(parameters.get("var"), () -> 0.5 + random.nextDouble());
      fill(parameters.get("gamma"), () -> 0.8 + 0.4 * random.nextDouble());
      fill(parameters.get("beta"), () -> 0.1 * random.nextGaussian());
      fill(parameters.get("b"), () -> 0.1 * random.nextGaussian());
    }
    return network;
  }

  private static void fill(INDArray array, DoubleSupplier numbers) {
    if (array != null) {
      for (long i = 0; i < array.length(); i++) {
        array.putScalar(i, numbers.getAsDouble());
      }
    }
  }

  /** Gaussian numbers, the same at every call. */
  public static INDArray random(long... shape) {
    Random random = new Random(7);
    INDArray array = Nd4j.create(shape);
    fill(array, random::nextGaussian);
    return array;
  }

  /** A written model computes what its network does, of inputs of several shapes. */
  public static void same(ComputationGraph network, Path file, INDArray... inputs) {
    try (OnnxModel model = OnnxModel.open(file)) {
      String name = network.getConfiguration().getNetworkInputs().get(0);
      List<String> outputs = network.getConfiguration().getNetworkOutputs();
      for (INDArray input : inputs) {
        Map<String, INDArray> ours = new LinkedHashMap<>();
        INDArray[] arrays = network.output(input.dup());
        for (int i = 0; i < arrays.length; i++) {
          ours.put(outputs.get(i), arrays[i]);
        }
        Map<String, INDArray> theirs =
            model.run(Map.of(name, input), new LinkedHashSet<>(outputs));
        ours.forEach((output, array) -> same(array, theirs.get(output)));
      }
    }
  }

  /** Arrays differ by at most 1e-4 of their standard deviation. */
  public static void same(INDArray ours, INDArray theirs) {
    assertArrayEquals(ours.shape(), theirs.shape());
    double deviation = ours.stdNumber(false).doubleValue();
    double difference = ours.sub(theirs).amaxNumber().doubleValue();
    assertTrue(deviation > 0, "all numbers are equal");
    assertTrue(
        difference <= TOLERANCE * deviation,
        () -> difference + " away, where numbers vary by " + deviation);
  }
}

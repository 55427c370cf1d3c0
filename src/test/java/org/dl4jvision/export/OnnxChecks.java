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
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.export.runtime.OnnxModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What holds for every model that is written. */
public final class OnnxChecks {

  private static final double TOLERANCE = 1e-4;

  private OnnxChecks() {}

  /**
   * Gives batch normalization scales, shifts and the statistics of a batch, as a training does:
   * with others numbers grow from block to block, until rounding decides what becomes of them.
   *
   * @param images the batch
   */
  public static ComputationGraph trained(ComputationGraph network, INDArray images) {
    Random random = new Random(3);
    for (Layer layer : network.getLayers()) {
      Map<String, INDArray> parameters = layer.paramTable();
      fill(parameters.get("gamma"), () -> 0.8 + 0.4 * random.nextDouble());
      fill(parameters.get("beta"), () -> 1 + 0.1 * random.nextGaussian());
      fill(parameters.get("b"), () -> 0.1 * random.nextGaussian());
    }
    Map<String, INDArray> maps = network.feedForward(new INDArray[] {images.dup()}, true);
    for (Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof BatchNormalization normalization) {
        String name = normalization.getLayerName();
        setStatistics(
            layer, maps.get(network.getConfiguration().getVertexInputs().get(name).get(0)));
      }
    }
    return network;
  }

  private static void setStatistics(Layer layer, INDArray map) {
    int[] others = map.rank() == 2 ? new int[] {0} : new int[] {0, 2, 3};
    layer.getParam("mean").assign(map.mean(others));
    INDArray variance = map.var(false, others).addi(1e-3);
    INDArray logarithm = layer.getParam("log10stdev");
    if (logarithm != null) {
      logarithm.assign(Transforms.log(variance).divi(2 * Math.log(10)));
    } else {
      layer.getParam("var").assign(variance);
    }
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
        Map<String, INDArray> theirs = model.run(Map.of(name, input), new LinkedHashSet<>(outputs));
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

package org.dl4jvision.network.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A parameter of a graph as PyTorch has it: under its name there and in its shape.
 *
 * @param name such as {@code layer1.0.conv1.weight}
 * @param vertex that it belongs to
 * @param array the parameter itself, as a view of PyTorch's shape
 * @param learned whether it is trained, not gathered
 */
record ParameterSlot(
    String name,
    String vertex,
    INDArray array,
    boolean learned,
    DoubleUnaryOperator coding,
    DoubleUnaryOperator decoding) {

  /** So many numbers are copied at once. */
  private static final long CHUNK = 1 << 20;

  /** Of a variance below it the logarithm would be infinite. */
  private static final double LEAST_VARIANCE = 1e-30;

  private static final String WEIGHT = "W";

  private record Meaning(
      String suffix, boolean learned, DoubleUnaryOperator coding, DoubleUnaryOperator decoding) {
    Meaning(String suffix, boolean learned) {
      this(suffix, learned, DoubleUnaryOperator.identity(), DoubleUnaryOperator.identity());
    }
  }

  /** DL4J's names of parameters, and PyTorch's. */
  private static final Map<String, Meaning> MEANINGS =
      Map.of(
          WEIGHT,
          new Meaning("weight", true),
          "b",
          new Meaning("bias", true),
          "gamma",
          new Meaning("weight", true),
          "beta",
          new Meaning("bias", true),
          "mean",
          new Meaning("running_mean", false),
          "var",
          new Meaning("running_var", false),
          "log10stdev",
          new Meaning(
              "running_var",
              false,
              variance -> 0.5 * Math.log10(Math.max(variance, LEAST_VARIANCE)),
              logarithm -> Math.pow(10, 2 * logarithm)));

  /** All parameters of the vertices that are wanted, in the order of the graph. */
  static List<ParameterSlot> of(
      ComputationGraph graph, Predicate<String> vertices, ModuleNames names) {
    List<ParameterSlot> slots = new ArrayList<>();
    for (Layer layer : graph.getLayers()) {
      String vertex = layer.conf().getLayer().getLayerName();
      if (vertices.test(vertex)) {
        layer
            .paramTable()
            .forEach((key, array) -> slots.add(slot(names.theirs(vertex), vertex, key, array)));
      }
    }
    return slots;
  }

  private static ParameterSlot slot(String module, String vertex, String key, INDArray array) {
    Meaning meaning = MEANINGS.getOrDefault(key, new Meaning(key, true));
    INDArray theirs = array;
    if (array.rank() == 2) {
      // DL4J has vectors as rows, and multiplies from the other side.
      boolean matrix = key.equals(WEIGHT);
      theirs = matrix ? array.transpose() : array.reshape(array.length());
    }
    return new ParameterSlot(
        module + "." + meaning.suffix,
        vertex,
        theirs,
        meaning.learned,
        meaning.coding,
        meaning.decoding);
  }

  /** The shape in PyTorch. */
  long[] shape() {
    return array.shape();
  }

  /** A copy of the parameter. */
  Tensor copy() {
    double[] values = array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    return new Tensor() {
      @Override
      public long[] shape() {
        return array.shape().clone();
      }

      @Override
      public double get(long index) {
        return decoding.applyAsDouble(values[(int) index]);
      }
    };
  }

  /**
   * Sets the parameter to a tensor of its shape.
   *
   * @throws IllegalArgumentException if it holds a number that is not finite
   */
  void set(Tensor tensor) {
    INDArray row = array.reshape('c', true, array.length());
    for (long start = 0; start < array.length(); start += CHUNK) {
      double[] values = new double[(int) Math.min(CHUNK, array.length() - start)];
      for (int i = 0; i < values.length; i++) {
        values[i] = coding.applyAsDouble(tensor.get(start + i));
        Check.finite("a number of " + name, values[i]);
      }
      row.get(NDArrayIndex.interval(start, start + values.length))
          .assign(Nd4j.createFromArray(values).castTo(array.dataType()));
    }
  }
}

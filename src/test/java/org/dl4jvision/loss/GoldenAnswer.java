package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Numbers to compare with the expected ones, and the gradient of their sum (null where a mapping
 * cannot say).
 */
@SuppressWarnings("ArrayRecordComponent") // nothing compares answers
record GoldenAnswer(double[] values, INDArray gradient) {

  /** Without a gradient. */
  GoldenAnswer map(DoubleUnaryOperator operator) {
    return new GoldenAnswer(Arrays.stream(values).map(operator).toArray(), null);
  }

  GoldenAnswer times(double factor) {
    return new GoldenAnswer(
        Arrays.stream(values).map(value -> factor * value).toArray(),
        gradient == null ? null : gradient.mul(factor));
  }

  /** The sum of two numbers, of one input or of inputs of their own. */
  GoldenAnswer plus(GoldenAnswer other) {
    INDArray sum =
        gradient != null && other.gradient != null && gradient.equalShapes(other.gradient)
            ? gradient.add(other.gradient)
            : null;
    double[] values = this.values.clone();
    Arrays.setAll(values, i -> values[i] + other.values[i]);
    return new GoldenAnswer(values, sum);
  }

  /** The mean of its values. */
  GoldenAnswer mean() {
    double mean = Arrays.stream(values).average().orElseThrow();
    return new GoldenAnswer(
        new double[] {mean}, gradient == null ? null : gradient.div(values.length));
  }

  /** The sum of its values. */
  GoldenAnswer sum() {
    return new GoldenAnswer(new double[] {Arrays.stream(values).sum()}, gradient);
  }

  /** By its name in PyTorch: mean, sum or none. */
  GoldenAnswer reduce(String reduction) {
    return switch (reduction) {
      case "mean" -> mean();
      case "sum" -> sum();
      case "none", "null" -> this;
      default -> throw new IllegalArgumentException(reduction);
    };
  }
}

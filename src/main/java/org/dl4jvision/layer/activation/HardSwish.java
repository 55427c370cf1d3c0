package org.dl4jvision.layer.activation;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * x relu6(x + 3) / 6, PyTorch's {@code Hardswish} (Howard et al., "Searching for MobileNetV3",
 * 2019).
 */
public final class HardSwish extends BaseActivationFunction {

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(Gate.open(in.dup()));
  }

  /** The gate, and x / 6 where it is neither open nor closed. */
  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray slope = Gate.isHalfOpen(in).muli(in).divi(6);
    return new Pair<>(Gate.open(in.dup()).addi(slope).muli(epsilon), null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HardSwish;
  }

  @Override
  public int hashCode() {
    return HardSwish.class.hashCode();
  }

  @Override
  public String toString() {
    return "hard-swish";
  }
}

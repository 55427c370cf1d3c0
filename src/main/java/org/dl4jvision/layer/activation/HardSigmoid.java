package org.dl4jvision.layer.activation;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** relu6(x + 3) / 6, PyTorch's {@code Hardsigmoid}. */
public final class HardSigmoid extends BaseActivationFunction {

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return Gate.open(in);
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    return new Pair<>(Gate.isHalfOpen(in).divi(6).muli(epsilon), null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HardSigmoid;
  }

  @Override
  public int hashCode() {
    return HardSigmoid.class.hashCode();
  }

  @Override
  public String toString() {
    return "hard-sigmoid";
  }
}

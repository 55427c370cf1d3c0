package org.dl4jvision.layer.activation;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * x sigmoid(x), PyTorch's {@code SiLU}. DL4J's own, SWISH, has no number for the derivative of
 * large values, beyond 44 in FLOAT.
 */
public final class Silu extends BaseActivationFunction {

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(Transforms.sigmoid(in, true));
  }

  /** s + x s (1 - s), where s is the sigmoid. */
  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray s = Transforms.sigmoid(in, true);
    INDArray slope = s.rsub(1).muli(s).muli(in).addi(s);
    return new Pair<>(slope.muli(epsilon), null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Silu;
  }

  @Override
  public int hashCode() {
    return Silu.class.hashCode();
  }

  @Override
  public String toString() {
    return "silu";
  }
}

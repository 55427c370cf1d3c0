package org.dl4jvision.layer.activation;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** relu6(x + 3) / 6, a sigmoid of three straight lines. */
final class Gate {

  private static final double HALF_WIDTH = 3;

  private Gate() {}

  /** Overwrites an array with its gate. */
  static INDArray open(INDArray x) {
    Transforms.max(x.addi(HALF_WIDTH), 0, false);
    return Transforms.min(x, 2 * HALF_WIDTH, false).divi(2 * HALF_WIDTH);
  }

  /** 1 where the gate is neither open nor closed, else 0. */
  static INDArray isHalfOpen(INDArray x) {
    return x.gt(-HALF_WIDTH).castTo(x.dataType()).muli(x.lt(HALF_WIDTH).castTo(x.dataType()));
  }
}

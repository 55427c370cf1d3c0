package org.dl4jvision.layer.activation;

import org.nd4j.linalg.api.ndarray.INDArray;

/** relu6(x + 3) / 6, a sigmoid of three straight lines. */
final class Gate {

  private static final double HALF_WIDTH = 3;

  private Gate() {}

  /** Overwrites an array with its gate. */
  static INDArray open(INDArray x) {
    x.addi(HALF_WIDTH).divi(2 * HALF_WIDTH);
    x.muli(x.gt(0).castTo(x.dataType())); // not a number stays so
    INDArray above = x.gt(1).castTo(x.dataType());
    return x.muli(above.rsub(1)).addi(above);
  }

  /** 1 where the gate is neither open nor closed, else 0. */
  static INDArray isHalfOpen(INDArray x) {
    return x.gt(-HALF_WIDTH).castTo(x.dataType()).muli(x.lt(HALF_WIDTH).castTo(x.dataType()));
  }
}

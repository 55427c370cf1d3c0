package org.dl4jvision.loss;

import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Losses by name. */
public final class Losses {

  private Losses() {}

  /**
   * Reads a loss expression such as {@code 2*dice(squared=false) +
   * cross-entropy(labelSmoothing=0.1)}.
   */
  public static ILossFunction parse(String expression) {
    throw new UnsupportedOperationException("not written yet");
  }
}

package org.dl4jvision.task.segmentation;

import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

/** How a segmentation network's outputs become probabilities. */
public enum ClassActivation {
  /** The classes of a pixel exclude each other; their probabilities sum to 1. */
  SOFTMAX(Activation.SOFTMAX),
  /** Every class by itself; with two classes the network has one output, the foreground. */
  SIGMOID(Activation.SIGMOID);

  private final Activation activation;

  ClassActivation(Activation activation) {
    this.activation = activation;
  }

  IActivation function() {
    return activation.getActivationFunction();
  }

  int channels(int classes) {
    return this == SIGMOID && classes == 2 ? 1 : classes;
  }
}

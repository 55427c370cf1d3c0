package org.dl4jvision.loss.evaluation;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** How a network's last numbers become predictions. */
enum Link {
  SOFTMAX,
  SIGMOID,
  IDENTITY;

  /**
   * The closed form of an activation, null where it has none here and its own {@code backprop} must
   * do.
   */
  static Link of(IActivation activation) {
    // The exact class: a subclass may compute something else.
    Class<?> type = activation.getClass();
    if (type == ActivationSoftmax.class) {
      return SOFTMAX;
    }
    if (type == ActivationSigmoid.class) {
      return SIGMOID;
    }
    return type == ActivationIdentity.class ? IDENTITY : null;
  }

  /** A prediction that waits for its logits. */
  Prediction newPrediction() {
    return switch (this) {
      case SOFTMAX -> new Prediction.Softmax();
      case SIGMOID -> new Prediction.Sigmoid();
      case IDENTITY -> new Prediction.Identity();
    };
  }

  /**
   * What becomes of a number that is a prediction of its own.
   *
   * @throws IllegalArgumentException with softmax, whose predictions depend on each other
   */
  double output(double number) {
    return switch (this) {
      case SOFTMAX ->
          throw new IllegalArgumentException(
              "activation softmax gives shares of one, no coordinates; use identity or sigmoid");
      case SIGMOID -> 1 / (1 + Math.exp(-number));
      case IDENTITY -> number;
    };
  }

  /** The derivative of {@link #output}, from what it gave. */
  double slope(double output) {
    return this == SIGMOID ? output * (1 - output) : 1;
  }
}

package org.dl4jvision.loss.evaluation;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * The activations that have a closed form here: how a network's last numbers become predictions.
 */
enum OutputActivation {
  SOFTMAX {
    @Override
    Prediction newPrediction() {
      return new SoftmaxPrediction();
    }

    @Override
    double output(double number) {
      throw new IllegalArgumentException(
          "activation softmax gives shares of one, no coordinates; use identity or sigmoid");
    }

    @Override
    double derivative(double output) {
      throw new UnsupportedOperationException("softmax has no derivative by one number alone");
    }
  },
  SIGMOID {
    @Override
    Prediction newPrediction() {
      return new SigmoidPrediction();
    }

    @Override
    double output(double number) {
      return 1 / (1 + Math.exp(-number));
    }

    @Override
    double derivative(double output) {
      return output * (1 - output);
    }
  },
  IDENTITY {
    @Override
    Prediction newPrediction() {
      return new IdentityPrediction();
    }

    @Override
    double output(double number) {
      return number;
    }

    @Override
    double derivative(double output) {
      return 1;
    }
  };

  /** A prediction that waits for its logits. */
  abstract Prediction newPrediction();

  /**
   * What becomes of a number that is a prediction of its own.
   *
   * @throws IllegalArgumentException with softmax, whose predictions depend on each other
   */
  abstract double output(double number);

  /** The derivative of {@link #output} by the number, from what it gave. */
  abstract double derivative(double output);

  /**
   * The closed form of an activation, null where it has none here and its own {@code backprop} must
   * do.
   */
  static OutputActivation of(IActivation activation) {
    // The exact class counts: a subclass may compute something else.
    Class<?> type = activation.getClass();
    if (type == ActivationSoftmax.class) {
      return SOFTMAX;
    }
    if (type == ActivationSigmoid.class) {
      return SIGMOID;
    }
    return type == ActivationIdentity.class ? IDENTITY : null;
  }
}

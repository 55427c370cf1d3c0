package org.dl4jvision.loss.evaluation;

import java.util.Arrays;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The loss of every example and the gradient of their sum by the network's last numbers.
 *
 * @param perExample one number an example
 * @param gradient in the shape, type and order of the predictions; null where none was asked for
 */
public record Evaluation(double[] perExample, INDArray gradient) {

  /** Returns the sum of the losses over the examples. */
  public double sum() {
    return Arrays.stream(perExample).sum();
  }

  /** Returns the losses of the examples, [N, 1]. */
  public INDArray scores(DataType type) {
    return Nd4j.createFromArray(perExample).castTo(type).reshape(perExample.length, 1);
  }

  /** Computes a loss as a function of a batch. */
  @FunctionalInterface
  public interface Formula {
    /**
     * The loss of every example. If the batch wants a gradient, the gradient of {@code factor}
     * times their sum is added to it.
     */
    double[] lossOfExamples(Batch batch, double factor);
  }

  /**
   * Evaluates a loss.
   *
   * <p>With softmax, sigmoid and identity the derivative by the logits is the closed form; with any
   * other activation the derivative by its output goes through its {@code backprop}. FLOAT and
   * DOUBLE are computed as they are, other types in FLOAT.
   *
   * @throws IllegalArgumentException if shapes do not fit or a label is no class
   */
  public static Evaluation of(
      Formula formula,
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      INDArray mask,
      boolean wantGradient) {
    DataType type = preOutput.dataType();
    INDArray computed = preOutput.castTo(Batch.computedType(type));
    OutputActivation closed = OutputActivation.of(activation);
    // Other activations overwrite what they are given.
    BatchArrays arrays =
        closed != null
            ? BatchArrays.of(labels, computed, closed, mask, wantGradient)
            : BatchArrays.of(
                labels,
                activation.getActivation(computed.dup(), true),
                OutputActivation.IDENTITY,
                mask,
                wantGradient);
    double[] losses = formula.lossOfExamples(new Batch(arrays), 1);
    if (!wantGradient) {
      return new Evaluation(losses, null);
    }
    INDArray byOutput = arrays.gradient().sum();
    INDArray byLogits =
        closed != null ? byOutput : activation.backprop(computed.dup(), byOutput).getFirst();
    return new Evaluation(losses, byLogits.castTo(type));
  }
}

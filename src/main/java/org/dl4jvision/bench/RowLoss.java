package org.dl4jvision.bench;

import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * A loss of rows [pixels, classes] as Deeplearning4j's CnnLossLayer and Cnn3DLossLayer call it:
 * they permute logits and labels into rows, ask for the gradient and then for the score, and
 * permute the gradient back.
 */
final class RowLoss implements LossEvaluator {

  private final LossInputs inputs;
  private final ILossFunction loss;
  private final IActivation activation;
  private final double scale;

  /**
   * @param scale what the loss is to be multiplied with to be a sum over images
   */
  RowLoss(LossInputs inputs, ILossFunction loss, double scale) {
    this.inputs = inputs;
    this.loss = loss;
    this.scale = scale;
    activation = inputs.problem().activation().getActivationFunction();
  }

  /** Deeplearning4j's own; it has cross-entropies only, which add up over pixels. */
  static Optional<ILossFunction> builtIn(LossProblem problem) {
    return Optional.ofNullable(
        switch (problem.loss()) {
          case "cross-entropy" ->
              problem.labels() == LabelKind.INDEX ? new LossSparseMCXENT() : new LossMCXENT();
          case "binary-cross-entropy" -> new LossBinaryXENT();
          default -> null;
        });
  }

  @Override
  public Outcome evaluate() {
    INDArray logits = rows(inputs.logits());
    INDArray labels = rows(inputs.labels());
    INDArray copy = logits.dup(); // some activations differentiate in place
    INDArray gradient = image(loss.computeGradient(labels, copy, activation, null));
    double sum = loss.computeScore(labels, logits, activation, null, false);
    return new Outcome(scale * sum, i -> scale * gradient.getDouble(i));
  }

  private static INDArray rows(INDArray image) {
    if (image.rank() == 2) {
      return image;
    }
    int last = image.rank() - 1;
    int[] order =
        IntStream.rangeClosed(0, last).map(i -> i == 0 ? 0 : i == last ? 1 : i + 1).toArray();
    return image.permute(order).dup('c').reshape('c', -1, image.size(1));
  }

  private INDArray image(INDArray rows) {
    if (inputs.problem().isFlat()) {
      return rows;
    }
    long[] shape = inputs.problem().shape();
    int last = shape.length - 1;
    long[] channelsLast =
        IntStream.rangeClosed(0, last)
            .mapToLong(i -> shape[i == 0 ? 0 : i == last ? 1 : i + 1])
            .toArray();
    int[] order =
        IntStream.rangeClosed(0, last).map(i -> i == 0 ? 0 : i == 1 ? last : i - 1).toArray();
    return rows.reshape('c', channelsLast).permute(order).dup('c');
  }
}

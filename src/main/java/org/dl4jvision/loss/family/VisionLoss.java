package org.dl4jvision.loss.family;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.registry.LossType;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;

/**
 * What all losses of this library have in common.
 *
 * <p>Every loss defines one number an example (an image). {@code computeScoreArray} returns those
 * numbers, {@code computeScore} their sum, or their mean if {@code average}, and {@code
 * computeGradient} the exact derivative of the sum by the network's last numbers before the
 * activation. DL4J's layers divide score and gradient by the number of examples.
 *
 * <p><b>Shapes.</b> Predictions are [N, C] or [N, C, spatial...] with one to three spatial
 * dimensions. Labels have the same shape (one-hot, or soft), or are class indices [N, 1,
 * spatial...]. Masks are [N, 1], [N, spatial...], [N, 1, spatial...] or [N, C, spatial...], any
 * numbers >= 0. Where they are 0 labels may be anything, NaN included. A fully masked example costs
 * 0 and has gradient 0.
 *
 * <p><b>Types.</b> FLOAT, DOUBLE and HALF networks (HALF is computed in FLOAT); labels and masks of
 * any type. Arguments are never changed.
 *
 * <p>Losses are immutable and thread-safe; two with the same options are equal. Wrong shapes and
 * class indices outside the classes are refused with an IllegalArgumentException at the first
 * score.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public abstract class VisionLoss implements ILossFunction {

  private static final long serialVersionUID = 1;

  /**
   * The loss of every example. If the batch wants a gradient, the gradient of {@code factor} times
   * their sum is added to it.
   */
  public abstract double[] evaluate(Batch batch, double factor);

  @Override
  public final double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    return score(evaluate(labels, preOutput, activationFn, mask, false), average);
  }

  @Override
  public final INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    return evaluate(labels, preOutput, activationFn, mask, false).scores(preOutput.dataType());
  }

  @Override
  public final INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    return evaluate(labels, preOutput, activationFn, mask, true).gradient();
  }

  @Override
  public final Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    Evaluation evaluation = evaluate(labels, preOutput, activationFn, mask, true);
    return Pair.of(score(evaluation, average), evaluation.gradient());
  }

  /** The loss of every example in double precision, and the gradient of their sum if wanted. */
  public final Evaluation evaluate(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      INDArray mask,
      boolean wantGradient) {
    return Evaluation.of(this::evaluate, labels, preOutput, activation, mask, wantGradient);
  }

  private static double score(Evaluation evaluation, boolean average) {
    double sum = evaluation.sum();
    return average ? sum / evaluation.perExample().length : sum;
  }

  /** The options and their values, in the order of the documentation. */
  public Map<String, Object> options() {
    return LossType.of(getClass()).values(this);
  }

  /** The loss as an expression. */
  @Override
  public final String name() {
    return toString();
  }

  /**
   * The loss as an expression that {@link Losses#parse} reads, with the options that differ from
   * their defaults.
   */
  @Override
  public String toString() {
    return LossType.of(getClass()).expression(this);
  }

  @Override
  public boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && Objects.deepEquals(
            options().values().toArray(), ((VisionLoss) other).options().values().toArray());
  }

  @Override
  public int hashCode() {
    return 31 * getClass().hashCode() + Arrays.deepHashCode(options().values().toArray());
  }
}

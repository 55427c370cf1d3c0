package org.dl4jvision.loss.family;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.registry.HasOptions;
import org.dl4jvision.loss.registry.LossOption;
import org.dl4jvision.loss.registry.LossType;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;

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
 * finite numbers >= 0. Where they are 0 labels may be anything, NaN included. A fully masked
 * example costs 0 and has gradient 0.
 *
 * <p><b>Types.</b> FLOAT, DOUBLE and HALF networks (HALF is computed in FLOAT); labels and masks of
 * any type. Arguments are never changed.
 *
 * <p>Losses are immutable and thread-safe; two with the same options are equal. Wrong shapes, class
 * indices outside the classes, labels that the formula does not allow, and masks with negative,
 * infinite or NaN weights are refused with an IllegalArgumentException at every score.
 *
 * <p><b>Options</b> are private fields marked with {@link LossOption}: they are set before anyone
 * sees the loss, by expressions, from JSON or by a {@link Builder}, and never again. A loss needs
 * nothing else than a constructor without parameters, which may be the implicit one; without
 * options of its own it has those of its family.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.NONE,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonDeserialize(using = LossDeserializer.class)
public abstract class VisionLoss implements ILossFunction, HasOptions, Cloneable {

  /**
   * The loss of every example. If the batch wants a gradient, the gradient of {@code factor} times
   * their sum is added to it.
   */
  public abstract double[] lossOfExamples(Batch batch, double factor);

  /**
   * The passes over the pixels that evaluate this loss as a term of another one, so that terms can
   * share sweeps; here one that shares nothing.
   *
   * @param weight what the losses are multiplied by
   * @param factor what the gradient is multiplied by besides
   */
  public List<Pass> passes(Batch batch, double weight, double factor) {
    return List.of(new WholePass(weight, () -> lossOfExamples(batch, weight * factor)));
  }

  /**
   * How many weights this loss learns with the network: a layer has them as parameters, 0 at first.
   */
  public int learnedWeights() {
    return 0;
  }

  /**
   * The same as {@link #lossOfExamples(Batch, double)} with weights that are learned.
   *
   * @param learned as many as {@link #learnedWeights}
   * @param byLearned receives the derivatives of the examples' sum by them
   */
  protected double[] lossOfExamples(
      Batch batch, double factor, double[] learned, double[] byLearned) {
    return lossOfExamples(batch, factor);
  }

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
    return Evaluation.of(this::lossOfExamples, labels, preOutput, activation, mask, wantGradient);
  }

  /**
   * The same with weights that are learned.
   *
   * @param learned as many as {@link #learnedWeights}
   * @param byLearned receives the derivatives of the examples' sum by them
   */
  public final Evaluation evaluate(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      INDArray mask,
      double[] learned,
      double[] byLearned,
      boolean wantGradient) {
    return Evaluation.of(
        (batch, factor) -> lossOfExamples(batch, factor, learned, byLearned),
        labels,
        preOutput,
        activation,
        mask,
        wantGradient);
  }

  private static double score(Evaluation evaluation, boolean average) {
    double sum = evaluation.sum();
    return average ? sum / evaluation.perExample().length : sum;
  }

  @Override
  public void checkOptions() {}

  /** The options and their values, in the order of the documentation. */
  public final Map<String, Object> options() {
    return LossType.of(this).values(this);
  }

  /** Returns the loss as an expression that {@code Losses.parse} reads. */
  @Override
  public final String name() {
    return toString();
  }

  /**
   * The loss as an expression that {@code Losses.parse} reads, with the options that differ from
   * their defaults.
   */
  @Override
  public String toString() {
    return LossType.of(this).expression(this);
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

  @Override
  protected final VisionLoss clone() {
    try {
      return (VisionLoss) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Builds losses that differ from another one in some options. Families of losses have one with
   * their options: {@code new RegionLoss.Builder<>(new LossDice()).smooth(1).build()}.
   *
   * @param <L> the loss
   * @param <B> the builder itself
   */
  public static class Builder<L extends VisionLoss, B extends Builder<L, B>> {

    private final L loss;

    /**
     * @param start has the options that are not set
     */
    public Builder(L start) {
      loss = copy(start);
    }

    /** Sets an option. */
    @SuppressWarnings("unchecked")
    protected final B set(Consumer<? super L> option) {
      option.accept(loss);
      return (B) this;
    }

    /**
     * The loss.
     *
     * @throws IllegalArgumentException for a value that is not allowed
     */
    public final L build() {
      L built = copy(loss);
      built.checkOptions();
      return built;
    }

    @SuppressWarnings("unchecked")
    private static <L extends VisionLoss> L copy(L loss) {
      return (L) loss.clone();
    }
  }
}

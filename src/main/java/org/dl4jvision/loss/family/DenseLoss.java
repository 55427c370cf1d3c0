package org.dl4jvision.loss.family;

import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.registry.LossOption;

/**
 * A loss of predictions for every pixel: what {@link PixelLoss}, {@link RegionLoss} and {@link
 * ImageLoss} share. Extend one of those.
 */
public abstract class DenseLoss extends VisionLoss {

  @LossOption("a weight >= 0 for each class (the background's, too), multiplies its loss")
  private double[] classWeights;

  @LossOption("label of pixels that do not count, where labels are class indices")
  private Integer ignoreIndex;

  @LossOption("over the whole batch instead of each image by itself")
  private boolean batch;

  @Override
  public void checkOptions() {
    Check.weights("classWeights", classWeights);
  }

  /** Takes classWeights, ignoreIndex and batch of another loss, of which this one is a part. */
  protected final void beLike(DenseLoss whole) {
    classWeights = whole.classWeights;
    ignoreIndex = whole.ignoreIndex;
    batch = whole.batch;
  }

  /** Returns the weights, one a class, or null where all are 1. */
  protected final double[] classWeights() {
    return classWeights;
  }

  final double weightOfClass(int classIndex) {
    return classWeights == null ? 1 : classWeights[classIndex];
  }

  /** The label of pixels that do not count; null for none. */
  protected final Integer ignoreIndex() {
    return ignoreIndex;
  }

  /** Whether the loss is over the whole batch. */
  protected final boolean wholeBatch() {
    return batch;
  }

  /** Sets the option batch. */
  protected final void wholeBatch(boolean wholeBatch) {
    batch = wholeBatch;
  }

  /** Whether every pixel counts, with weight 1. */
  final boolean countsAll(Batch arrays) {
    return !arrays.hasMask() && (ignoreIndex == null || !arrays.hasIndices());
  }

  /** Whether labels must be probabilities, or class indices; otherwise they may be any number. */
  public boolean labelsAreProbabilities() {
    return true;
  }

  @Override
  public final double[] lossOfExamples(Batch arrays, double factor) {
    return Pass.sum(SharedSweep.run(passes(arrays, 1, factor), arrays), arrays.examples());
  }

  @Override
  public final List<Pass> passes(Batch arrays, double weight, double factor) {
    Check.length("classWeights", classWeights, arrays.classes());
    checkClasses(arrays.classes());
    return checkedPasses(arrays, weight, factor);
  }

  /**
   * Refuses options that do not fit the number of classes.
   *
   * @throws IllegalArgumentException if one does not
   */
  protected void checkClasses(int classes) {}

  /** {@link #passes} of options that fit the number of classes. */
  protected abstract List<Pass> checkedPasses(Batch arrays, double weight, double factor);

  /**
   * Options of all losses of pixels.
   *
   * @param <L> the loss
   * @param <B> the builder itself
   */
  public static class Builder<L extends DenseLoss, B extends Builder<L, B>>
      extends VisionLoss.Builder<L, B> {

    public Builder(L start) {
      super(start);
    }

    /** A weight >= 0 for each class; null for 1 throughout. */
    public B classWeights(double... weights) {
      return set((DenseLoss loss) -> loss.classWeights = weights == null ? null : weights.clone());
    }

    /** The label of pixels that do not count; null for none. */
    public B ignoreIndex(Integer index) {
      return set((DenseLoss loss) -> loss.ignoreIndex = index);
    }

    /** Whether the loss is over the whole batch instead of each image by itself. */
    public B batch(boolean wholeBatch) {
      return set((DenseLoss loss) -> loss.batch = wholeBatch);
    }
  }
}

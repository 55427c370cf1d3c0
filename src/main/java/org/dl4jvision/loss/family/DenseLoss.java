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

  private static final long serialVersionUID = 1;

  private final double[] classWeights;
  private final Integer ignoreIndex;
  private final boolean batch;
  private transient volatile boolean labelsChecked;

  public DenseLoss(Builder<?> builder) {
    classWeights = Check.weights("classWeights", builder.classWeights);
    ignoreIndex = builder.ignoreIndex;
    batch = builder.batch;
  }

  /** A weight a class; null for 1 throughout. */
  protected final double[] classWeights() {
    return classWeights;
  }

  protected final double weightOfClass(int classIndex) {
    return classWeights == null ? 1 : classWeights[classIndex];
  }

  public final Integer ignoreIndex() {
    return ignoreIndex;
  }

  protected final boolean wholeBatch() {
    return batch;
  }

  /** Whether every pixel counts, with weight 1. */
  protected final boolean countsAll(Batch arrays) {
    return !arrays.hasMask() && (ignoreIndex == null || !arrays.hasIndices());
  }

  /** Whether labels are probabilities, which is checked once; otherwise they may be any number. */
  public boolean labelsAreProbabilities() {
    return true;
  }

  @Override
  public final double[] evaluate(Batch arrays, double factor) {
    return Pass.run(checkedPasses(arrays, 1, factor), arrays, ignoreIndex);
  }

  /** The passes of this loss as a term of a sum, once the arguments are checked. */
  public final List<Pass> checkedPasses(Batch arrays, double weight, double factor) {
    Check.length("classWeights", classWeights, arrays.classes());
    checkClasses(arrays.classes());
    if (labelsAreProbabilities() && !labelsChecked) {
      arrays.checkProbabilities(ignoreIndex);
      labelsChecked = true;
    }
    return passes(arrays, weight, factor);
  }

  /**
   * Refuses options that do not fit the number of classes.
   *
   * @throws IllegalArgumentException if one does not
   */
  protected void checkClasses(int classes) {}

  /**
   * What evaluates this loss of arguments that were checked.
   *
   * @param weight what the losses are multiplied by
   * @param factor what the gradient is multiplied by besides
   */
  public abstract List<Pass> passes(Batch arrays, double weight, double factor);

  /** Options of all losses of pixels. */
  public abstract static class Builder<B extends Builder<B>> {
    private double[] classWeights;
    private Integer ignoreIndex;
    private boolean batch;

    protected Builder() {}

    @SuppressWarnings("unchecked")
    protected final B self() {
      return (B) this;
    }

    @LossOption("a weight >= 0 for each class (the background's, too), multiplies its loss")
    public B classWeights(double... weights) {
      classWeights = weights == null ? null : weights.clone();
      return self();
    }

    @LossOption("label of pixels that do not count, where labels are class indices")
    public B ignoreIndex(Integer index) {
      ignoreIndex = index;
      return self();
    }

    @LossOption("over the whole batch instead of each image by itself")
    public B batch(boolean wholeBatch) {
      batch = wholeBatch;
      return self();
    }
  }
}

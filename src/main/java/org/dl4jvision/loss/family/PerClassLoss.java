package org.dl4jvision.loss.family;

import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.registry.LossOption;

/**
 * A loss of each class of an image: what {@link RegionLoss} and {@link ImageLoss} share. With
 * {@code batch}, and for rank 2, whose rows are the pixels of one region, all examples are one
 * group.
 */
public abstract class PerClassLoss extends DenseLoss {

  @LossOption("whether class 0 counts; a single channel always does")
  private boolean includeBackground = true;

  /** The first class that counts. */
  final int firstClass(int classes) {
    return includeBackground || classes == 1 ? 0 : 1;
  }

  /** Whether all examples are one group. */
  final boolean isOneGroup(Batch arrays) {
    return wholeBatch() || arrays.isFlat();
  }

  /** What the derivatives of a group's loss count: once for each of its examples. */
  final double scale(Batch arrays, double factor) {
    return isOneGroup(arrays) ? factor * arrays.examples() : factor;
  }

  /** The loss of every example from that of its group. */
  static double[] ofExamples(double[] groups, int examples) {
    return IntStream.range(0, examples)
        .mapToDouble(example -> groups[groups.length == 1 ? 0 : example])
        .toArray();
  }

  /**
   * Options of all losses of classes.
   *
   * @param <L> the loss
   * @param <B> the builder itself
   */
  public static class Builder<L extends PerClassLoss, B extends Builder<L, B>>
      extends DenseLoss.Builder<L, B> {

    public Builder(L start) {
      super(start);
    }

    /** Whether class 0 counts; a single channel always does. */
    public B includeBackground(boolean include) {
      return set((PerClassLoss loss) -> loss.includeBackground = include);
    }
  }
}

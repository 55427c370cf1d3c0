package org.dl4jvision.loss.family;

import java.util.List;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.registry.LossOption;

/**
 * A loss of each pixel by itself: an image's loss is the mean over its valid pixels.
 *
 * <p>Class weights and the mask's weights multiply a pixel's loss. The divisor is the number of
 * valid pixels, those whose mask is greater than 0 and whose label is not {@code ignoreIndex}; with
 * {@code normalizeWeights} it is the sum of the weights over the whole batch, as in PyTorch, and
 * with {@code batch} the number of valid pixels of the whole batch. Each then stands for the mean
 * over the batch: the examples' losses still average to it.
 */
public abstract class PixelLoss extends DenseLoss {

  /** Tells what a pixel is to a loss. */
  protected enum Unit {
    /** Its classes belong together: their terms are added up. */
    PIXEL,
    /** Each of its channels is a prediction of its own: the mean is over channels, too. */
    CHANNEL
  }

  @LossOption(
      "divide by the sum of the weights over the batch instead of the number of valid pixels")
  private boolean normalizeWeights;

  /** Whether a pixel or each of its channels is one prediction. */
  protected abstract Unit unit(Batch arrays);

  /**
   * The loss's terms at each pixel, one row a class or a single row, and their derivatives. A term
   * of a class may depend on that class's prediction only.
   */
  protected abstract Field terms(Prediction prediction, Field target, Derivatives derivatives);

  /** The share of an image's pixels that counts, those with the largest loss; 1 for all. */
  protected double hardestShare() {
    return 1;
  }

  final boolean normalizesWeights() {
    return normalizeWeights;
  }

  @Override
  protected final List<Pass> checkedPasses(Batch arrays, double weight, double factor) {
    return List.of(new PixelPass(this, arrays, weight, factor));
  }

  /**
   * Options of all pixel losses.
   *
   * @param <L> the loss
   * @param <B> the builder itself
   */
  public static class Builder<L extends PixelLoss, B extends Builder<L, B>>
      extends DenseLoss.Builder<L, B> {

    public Builder(L start) {
      super(start);
    }

    /**
     * Whether to divide by the sum of the weights over the batch instead of the number of valid
     * pixels.
     */
    public B normalizeWeights(boolean normalize) {
      return set((PixelLoss loss) -> loss.normalizeWeights = normalize);
    }
  }
}

package org.dl4jvision.loss.family;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Grouping;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Planes;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.Sums;
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

  /** What a pixel is to a loss. */
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

  @Override
  protected final List<Pass> checkedPasses(Batch arrays, double weight, double factor) {
    return List.of(new PixelPass(arrays, weight, factor));
  }

  /** One evaluation. */
  private final class PixelPass extends Pass {
    private final Batch arrays;
    private final double factor;
    private final boolean perChannel;

    /** 1 for the pixels, or channels, that are among the hardest; null where all count. */
    private final Planes hardest;

    /** One over the divisor of each example, 0 where nothing is valid. */
    private double[] scale;

    private double[] gradientScale;

    PixelPass(Batch arrays, double weight, double factor) {
      super(PixelLoss.this, weight);
      this.arrays = arrays;
      this.factor = weight * factor;
      perChannel = unit(arrays) == Unit.CHANNEL;
      hardest = hardestShare() < 1 ? hardest() : null;
    }

    @Override
    Grouping grouping() {
      return arrays.isFlat() ? Grouping.PIXEL : Grouping.IMAGE;
    }

    @Override
    boolean gathers() {
      return !countsAll(arrays) || normalizeWeights || hardest != null;
    }

    @Override
    int sums() {
      return 1;
    }

    /** Adds up the divisor. */
    @Override
    void gather(Pixels pixels, int at) {
      Field counted = normalizeWeights ? weights(pixels) : count(pixels);
      pixels.add(at, counted.sumOverClasses());
    }

    @Override
    void between(Sums sums, int at) {
      int examples = arrays.examples();
      double[] divisors = new double[examples];
      double all = (double) arrays.pixelsOfExample() * (perChannel ? arrays.classes() : 1);
      Arrays.setAll(divisors, i -> gathers() ? sums.get(i, at) : all);
      boolean together = wholeBatch() || normalizeWeights || (hardest != null && arrays.isFlat());
      if (together) {
        Arrays.fill(divisors, Arrays.stream(divisors).sum() / examples);
      }
      scale = Arrays.stream(divisors).map(d -> d > 0 ? 1 / d : 0).toArray();
      gradientScale = Arrays.stream(scale).map(s -> s * factor).toArray();
    }

    @Override
    boolean accumulates() {
      return true;
    }

    @Override
    void accumulate(Pixels pixels, int at) {
      Derivatives derivatives = pixels.derivatives();
      Field terms = terms(pixels.prediction(), pixels.target(), derivatives);
      Field weight = weight(pixels);
      Field gradientWeight = pixels.ofGroups(gradientScale);
      if (weight != null) {
        terms = terms.times(weight);
        gradientWeight = gradientWeight.times(weight);
      }
      pixels.add(at, terms.sumOverClasses());
      if (arrays.wantsGradient()) {
        derivatives.multiplyBy(gradientWeight);
        pixels.addGradient(derivatives);
      }
    }

    @Override
    double[] losses(Sums sums, int at) {
      return IntStream.range(0, scale.length)
          .mapToDouble(i -> sums.get(i, at) * scale[i])
          .toArray();
    }

    @Override
    void close() {
      if (hardest != null) {
        hardest.close();
      }
    }

    /** Of each image; of all rows together where an example is a row. */
    private Planes hardest() {
      Planes losses = arrays.newPlanes(perChannel ? arrays.classes() : 1);
      arrays.sweep(
          ignoreIndex(),
          grouping(),
          0,
          pixels -> {
            Field terms = terms(pixels.prediction(), pixels.target(), pixels.derivatives());
            Field weight = weight(pixels);
            terms = weight == null ? terms : terms.times(weight);
            Field valid = count(pixels);
            terms = perChannel ? terms : terms.sumOverClasses();
            // Pixels that do not count come last.
            pixels.store(terms.times(valid).plus(valid.plus(-1).times(1e30)), losses);
          });
      losses.keepLargest(hardestShare(), wholeBatch(), -1e29);
      return losses;
    }

    /** The mask's weight, 0 for what is not among the hardest; null where all are 1. */
    private Field mask(Pixels pixels) {
      Field mask = pixels.weight();
      if (hardest == null) {
        return mask;
      }
      Field selected = pixels.load(hardest);
      return mask == null ? selected : mask.times(selected);
    }

    /** The mask's weight times the class's, null where all are 1. */
    private Field weight(Pixels pixels) {
      Field mask = mask(pixels);
      if (classWeights() == null) {
        return mask;
      }
      Field ofClasses = pixels.ofClasses(classWeights());
      return mask == null ? ofClasses : mask.times(ofClasses);
    }

    /** 1 for every valid pixel, or channel. */
    private Field count(Pixels pixels) {
      Field weight = mask(pixels);
      Field counted = weight == null ? pixels.ones() : pixels.ones().times(weight.greaterThan(0));
      return perChannel ? counted : counted.maxOverClasses();
    }

    /** The weight of every pixel's class, or of every channel. */
    private Field weights(Pixels pixels) {
      Field weight = weight(pixels);
      Field weights = weight == null ? pixels.ones() : pixels.ones().times(weight);
      return perChannel ? weights : weights.times(pixels.target());
    }
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

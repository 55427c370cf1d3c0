package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Field;
import org.dl4jvision.loss.evaluation.Grouping;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.Sums;

/**
 * A loss that looks at each pixel by itself: an image's loss is the mean over its valid pixels.
 *
 * <p>Class weights and the mask's weights multiply a pixel's loss. The divisor is the number of
 * valid pixels, those whose mask is greater than 0 and whose label is not {@code ignoreIndex}; with
 * {@code normalizeWeights} it is the sum of the weights over the whole batch, as in PyTorch, and
 * with {@code batch} the number of valid pixels of the whole batch. Each then stands for the mean
 * over the batch: the examples' losses still average to it.
 */
public abstract class PixelLoss extends VisionLoss {

  private static final long serialVersionUID = 1;

  /** What a pixel is to a loss. */
  protected enum Unit {
    /** Its classes belong together: their terms are added up. */
    PIXEL,
    /** Each of its channels is a prediction of its own: the mean is over channels, too. */
    CHANNEL
  }

  private final double[] classWeights;
  private final boolean normalizeWeights;
  private final Integer ignoreIndex;
  private final boolean batch;

  protected PixelLoss(Builder<?> builder) {
    classWeights = Check.weights("classWeights", builder.classWeights);
    normalizeWeights = builder.normalizeWeights;
    ignoreIndex = builder.ignoreIndex;
    batch = builder.batch;
  }

  /** Whether a pixel or each of its channels is one prediction. */
  protected abstract Unit unit();

  /**
   * The loss's terms at each pixel, one row a class or a single row, and their derivatives. A term
   * of a class may depend on that class's p, log p and log(1 - p) only.
   */
  protected abstract Field terms(Prediction prediction, Field target, Derivatives derivatives);

  @Override
  protected double[] evaluate(Batch arrays, double factor) {
    Check.length("classWeights", classWeights, arrays.classes());
    Grouping grouping = arrays.isFlat() ? Grouping.PIXEL : Grouping.IMAGE;
    double[] scale = scale(arrays, grouping);
    double[] gradientScale = Arrays.stream(scale).map(s -> s * factor).toArray();
    Sums sums =
        arrays.sweep(
            ignoreIndex,
            grouping,
            1,
            pixels -> {
              Derivatives derivatives = new Derivatives();
              Field terms = terms(pixels.prediction(), pixels.target(), derivatives);
              Field weight = weight(pixels);
              if (weight != null) {
                terms = terms.times(weight);
                derivatives = derivatives.times(weight);
              }
              pixels.add(0, terms);
              pixels.addGradient(derivatives, gradientScale);
            });
    return IntStream.range(0, scale.length).mapToDouble(i -> sums.get(i, 0) * scale[i]).toArray();
  }

  /** The mask's weight times the class's, null where all are 1. */
  private Field weight(Pixels pixels) {
    Field mask = pixels.weight();
    if (classWeights == null) {
      return mask;
    }
    Field ofClasses = pixels.ofClasses(classWeights);
    return mask == null ? ofClasses : mask.times(ofClasses);
  }

  /** One over the divisor of each example, 0 where nothing is valid. */
  private double[] scale(Batch arrays, Grouping grouping) {
    int examples = arrays.examples();
    double[] divisors = new double[examples];
    boolean all = !arrays.hasMask() && (ignoreIndex == null || !arrays.hasIndices());
    if (all && !normalizeWeights) {
      int channels = unit() == Unit.CHANNEL ? arrays.classes() : 1;
      Arrays.fill(divisors, (double) arrays.pixelsOfExample() * channels);
    } else {
      Sums sums =
          arrays.sweep(
              ignoreIndex, grouping, 1, p -> p.add(0, normalizeWeights ? weights(p) : count(p)));
      Arrays.setAll(divisors, i -> sums.get(i, 0));
    }
    if (batch || normalizeWeights) {
      Arrays.fill(divisors, Arrays.stream(divisors).sum() / examples);
    }
    return Arrays.stream(divisors).map(d -> d > 0 ? 1 / d : 0).toArray();
  }

  /** 1 for every valid pixel, or channel. */
  private Field count(Pixels pixels) {
    Field weight = pixels.weight();
    Field counted = weight == null ? pixels.ones() : pixels.ones().times(weight.greaterThan(0));
    return unit() == Unit.CHANNEL ? counted : counted.maxOverClasses();
  }

  /** The weight of every pixel's class, or of every channel. */
  private Field weights(Pixels pixels) {
    Field weight = weight(pixels);
    Field weights = weight == null ? pixels.ones() : pixels.ones().times(weight);
    return unit() == Unit.CHANNEL ? weights : weights.times(pixels.target());
  }

  /** Options of all pixel losses. */
  public abstract static class Builder<B extends Builder<B>> {
    private double[] classWeights;
    private boolean normalizeWeights;
    private Integer ignoreIndex;
    private boolean batch;

    @SuppressWarnings("unchecked")
    final B self() {
      return (B) this;
    }

    @Option("a weight >= 0 for each class, multiplies the loss of its pixels")
    public B classWeights(double... weights) {
      classWeights = weights == null ? null : weights.clone();
      return self();
    }

    @Option("divide by the sum of the weights over the batch instead of the number of valid pixels")
    public B normalizeWeights(boolean normalize) {
      normalizeWeights = normalize;
      return self();
    }

    @Option("label of pixels that do not count, where labels are class indices")
    public B ignoreIndex(Integer index) {
      ignoreIndex = index;
      return self();
    }

    @Option("mean over the valid pixels of the whole batch instead of over images")
    public B batch(boolean wholeBatch) {
      batch = wholeBatch;
      return self();
    }
  }
}

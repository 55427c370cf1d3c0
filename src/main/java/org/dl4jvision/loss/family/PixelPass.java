package org.dl4jvision.loss.family;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Grouping;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Planes;
import org.dl4jvision.loss.evaluation.Sums;
import org.dl4jvision.loss.evaluation.field.Field;

/** One evaluation of a pixel loss: the first sweep, if any, counts, the second adds up. */
final class PixelPass extends Pass {
  private final PixelLoss loss;
  private final Batch arrays;
  private final double factor;
  private final boolean perChannel;

  /** 1 for the pixels, or channels, that are among the hardest; null where all count. */
  private final Planes hardest;

  /** One over the divisor of each example, 0 where nothing is valid. */
  private double[] scale;

  private double[] gradientScale;

  PixelPass(PixelLoss loss, Batch arrays, double weight, double factor) {
    super(loss, weight);
    this.loss = loss;
    this.arrays = arrays;
    this.factor = weight * factor;
    perChannel = loss.unit(arrays) == PixelLoss.Unit.CHANNEL;
    hardest = loss.hardestShare() < 1 ? hardest() : null;
  }

  @Override
  Grouping grouping() {
    return arrays.isFlat() ? Grouping.PIXEL : Grouping.IMAGE;
  }

  @Override
  boolean gathers() {
    return !loss.countsAll(arrays) || loss.normalizesWeights() || hardest != null;
  }

  @Override
  int sums() {
    return 1;
  }

  /** Adds up the divisor. */
  @Override
  void gather(Pixels pixels, int at) {
    Field counted = loss.normalizesWeights() ? weights(pixels) : count(pixels);
    pixels.add(at, counted.sumOverClasses());
  }

  @Override
  void between(Sums sums, int at) {
    int examples = arrays.examples();
    double[] divisors = new double[examples];
    double all = (double) arrays.pixelsOfExample() * (perChannel ? arrays.classes() : 1);
    Arrays.setAll(divisors, i -> gathers() ? sums.get(i, at) : all);
    boolean together =
        loss.wholeBatch() || loss.normalizesWeights() || (hardest != null && arrays.isFlat());
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
  boolean needsOnlyP() {
    return false;
  }

  @Override
  void accumulate(Pixels pixels, int at) {
    Derivatives derivatives = pixels.derivatives();
    Field terms = loss.terms(pixels.prediction(), pixels.target(), derivatives);
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
    return IntStream.range(0, scale.length).mapToDouble(i -> sums.get(i, at) * scale[i]).toArray();
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
          Field terms = loss.terms(pixels.prediction(), pixels.target(), pixels.derivatives());
          Field weight = weight(pixels);
          terms = weight == null ? terms : terms.times(weight);
          Field valid = count(pixels);
          terms = perChannel ? terms : terms.sumOverClasses();
          // Pixels that do not count come last.
          pixels.store(terms.times(valid).plus(valid.plus(-1).times(1e30)), losses);
        });
    losses.keepLargest(loss.hardestShare(), loss.wholeBatch(), -1e29);
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
    if (loss.classWeights() == null) {
      return mask;
    }
    Field ofClasses = pixels.ofClasses(loss.classWeights());
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

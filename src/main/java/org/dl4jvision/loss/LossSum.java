package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.family.CombinedLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.dl4jvision.loss.registry.LossType;

/**
 * A weighted sum of losses, such as {@code 2*dice + cross-entropy}. Sums among the losses are
 * dissolved into their terms: expressions have no brackets. Terms with the same ignore index share
 * one sweep over the pixels.
 */
@LossInfo(name = "sum", help = "a weighted sum, which expressions write with * and +")
public final class LossSum extends CombinedLoss {

  @LossOption("a number for each loss")
  private double[] weights = {};

  /** Jackson needs this constructor; it sets the options afterwards. */
  @SuppressWarnings("unused")
  private LossSum() {}

  /**
   * @param weights one finite number >= 0 a loss
   * @param losses at least one
   */
  public LossSum(double[] weights, VisionLoss... losses) {
    this(weights, List.of(losses));
  }

  LossSum(double[] weights, List<? extends VisionLoss> losses) {
    super(losses.stream().flatMap(LossSum::terms).toList());
    checkNumber(weights, losses);
    this.weights =
        IntStream.range(0, weights.length)
            .boxed()
            .flatMapToDouble(i -> weights(losses.get(i)).map(inner -> weights[i] * inner))
            .toArray();
    checkOptions();
  }

  private static Stream<VisionLoss> terms(VisionLoss loss) {
    return loss instanceof LossSum sum ? sum.losses().stream() : Stream.of(loss);
  }

  private static DoubleStream weights(VisionLoss loss) {
    return loss instanceof LossSum sum ? Arrays.stream(sum.weights) : DoubleStream.of(1);
  }

  private static void checkNumber(double[] weights, List<? extends VisionLoss> losses) {
    Check.that(!losses.isEmpty(), "losses", losses, "one or more");
    Check.that(
        weights.length == losses.size(),
        "weights",
        Arrays.toString(weights),
        losses.size() + " numbers, one for each loss");
  }

  @Override
  public void checkOptions() {
    checkNumber(weights, losses());
    for (double weight : weights) {
      Check.notNegative("weight of a loss", weight);
    }
  }

  /** What a term is multiplied by. */
  public double weight(int term) {
    return weights[term];
  }

  @Override
  protected double[] weights() {
    return weights;
  }

  @Override
  public String toString() {
    return IntStream.range(0, weights.length)
        .mapToObj(i -> (weights[i] == 1 ? "" : LossType.format(weights[i]) + "*") + losses().get(i))
        .collect(Collectors.joining(" + "));
  }
}

package org.dl4jvision.train;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The gradient of those examples of a batch that the network has the highest loss for (Shrivastava,
 * Gupta and Girshick, "Training Region-based Object Detectors with Online Hard Example Mining",
 * 2016; of whole images Jiang and others, "Accelerating Deep Learning by Focusing on the Biggest
 * Losers", 2019): what it has learned already takes a pass forward, and none backward.
 *
 * <p>Each example is looked at by itself and as in use, without dropout and with running
 * statistics, so that losses that are a ratio over a batch tell them apart as well. Nothing is
 * remembered from one batch to the next.
 */
public final class HardExamplesGradient implements LossGradient {

  /** What rounding may take from a whole number of examples. */
  private static final double ROUNDING = 1e-9;

  private final ComputationGraph network;
  private final LossGradient gradient;
  private final double share;

  /**
   * @param network that the gradient is of
   * @param gradient of the examples that are left
   * @param share of a batch's examples that are left, rounded down, but at least one; above 0 and
   *     below 1
   */
  public HardExamplesGradient(ComputationGraph network, LossGradient gradient, double share) {
    this.network = Objects.requireNonNull(network, "network");
    this.gradient = Objects.requireNonNull(gradient, "gradient");
    this.share = Check.part("share", share);
  }

  /**
   * The examples that a batch must have for so many to be left.
   *
   * @param left of the batch, at least 1
   */
  public static long examples(long left, double share) {
    return (long) Math.ceil(left / share - ROUNDING);
  }

  /** The mean loss is that of the examples that are left, as they are trained. */
  @Override
  public double of(MultiDataSet batch) {
    int all = Math.toIntExact(Examples.count(batch));
    int left = (int) Math.max(1, Math.floor(all * share + ROUNDING));
    if (left == all) {
      return gradient.of(batch);
    }
    List<Double> losses = IntStream.range(0, all).mapToObj(i -> loss(batch, i)).toList();
    int[] hardest =
        IntStream.range(0, all)
            .boxed()
            .sorted(Comparator.comparing(losses::get, Comparator.reverseOrder()))
            .limit(left)
            .sorted()
            .mapToInt(Integer::intValue)
            .toArray();
    return gradient.of(Examples.of(batch, hardest));
  }

  /** Regularization is in it, which all have in common. */
  private double loss(MultiDataSet batch, int example) {
    return network.score(Examples.of(batch, example), false);
  }
}

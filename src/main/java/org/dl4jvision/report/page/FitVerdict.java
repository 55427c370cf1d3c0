package org.dl4jvision.report.page;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;

/**
 * What the losses of training and validation images say together of a training. Losses have any
 * scale, so that changes are told from noise by the range of all validation losses.
 */
public final class FitVerdict {

  /** Of fewer validations nothing is said. */
  private static final int FEWEST = 4;

  /** A change of this share of the range is one. */
  private static final double CHANGE = 0.05;

  private final double[] epochs;
  private final double[] train;
  private final double[] validation;
  private final int best;
  private final double range;

  private FitVerdict(double[] epochs, double[] train, double[] validation) {
    this.epochs = epochs;
    this.train = train;
    this.validation = validation;
    best =
        IntStream.range(0, validation.length)
            .reduce(0, (a, b) -> validation[b] < validation[a] ? b : a);
    range =
        DoubleStream.of(validation).max().orElse(0) - DoubleStream.of(validation).min().orElse(0);
  }

  /** The verdict on the epochs that were validated. */
  public static Remark of(MetricsTable metrics) {
    if (!metrics.has(EpochMetrics.VALIDATION_LOSS)) {
      return tooFew(0);
    }
    double[] losses = metrics.column(EpochMetrics.VALIDATION_LOSS);
    int[] known = IntStream.range(0, losses.length).filter(i -> finite(losses[i])).toArray();
    if (known.length < FEWEST) {
      return tooFew(known.length);
    }
    return new FitVerdict(
            at(metrics.column(EpochMetrics.EPOCH), known),
            at(metrics.column(EpochMetrics.TRAIN_LOSS), known),
            at(losses, known))
        .remark();
  }

  private static boolean finite(double value) {
    return Double.isFinite(value);
  }

  private static double[] at(double[] values, int[] indices) {
    return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
  }

  private static Remark tooFew(int validations) {
    return Remark.note(
        "Whether it overfits cannot be said: "
            + validations
            + " epochs were validated, at least "
            + FEWEST
            + " are needed.");
  }

  private Remark remark() {
    int last = validation.length - 1;
    int quarter = Math.max(1, validation.length / 4);
    double late = mean(validation, validation.length - quarter);
    double before = mean(validation, validation.length - 2 * quarter, quarter);
    if (best < validation.length - quarter
        && late - validation[best] > CHANGE * range
        && train[last] < train[best]) {
      return Remark.warning(
          "It overfits: since epoch %.0f the validation loss rose from %s to %s, while the training loss fell from %s to %s. More images, stronger --augmentation or --l2 may help; the best model is not of the last epochs."
              .formatted(
                  epochs[best],
                  Decimals.of(validation[best]),
                  Decimals.of(late),
                  Decimals.of(train[best]),
                  Decimals.of(train[last])));
    }
    if (before - late > CHANGE * range) {
      return Remark.warning(
          "It is not finished: in its last quarter the validation loss still fell, from %s to %s on average. Train longer, with more --epochs."
              .formatted(Decimals.of(before), Decimals.of(late)));
    }
    return Remark.good(
        "No sign of overfitting: the validation loss has levelled off at %s, best %s at epoch %.0f; the last one is %s %s the training loss."
            .formatted(
                Decimals.of(late),
                Decimals.of(validation[best]),
                epochs[best],
                Decimals.of(Math.abs(validation[last] - train[last])),
                validation[last] >= train[last] ? "above" : "below"));
  }

  private static double mean(double[] values, int from) {
    return mean(values, from, values.length - from);
  }

  private static double mean(double[] values, int from, int count) {
    return IntStream.range(from, from + count).mapToDouble(i -> values[i]).average().orElseThrow();
  }
}

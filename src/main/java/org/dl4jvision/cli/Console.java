package org.dl4jvision.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.report.Columns;
import org.dl4jvision.task.TaskValidation;
import org.dl4jvision.task.Training;
import org.dl4jvision.train.BatchResult;
import org.dl4jvision.train.EpochResult;
import org.dl4jvision.train.EpochStart;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.ValidationForecast;

/**
 * Shows on standard error how a training goes: a line an epoch; besides, on a terminal a bar with
 * loss, rate and time left, elsewhere a line a minute.
 *
 * @param <V> what validations find
 */
final class Console<V extends TaskValidation> implements TrainerListener<V>, AutoCloseable {

  private static final Duration PERIOD = Duration.ofMinutes(1);

  private static final int BAR_WIDTH = 100;
  private static final double SECONDS_OF_MINUTE = 60;

  /** Seconds from which a time is told in minutes. */
  private static final double MINUTES_FROM = 90;

  private final Terminal err;
  private final Screen screen;
  private final long period;
  private final Columns<V> columns;
  private final int examplesPerEpoch;
  private final long examples;
  private ProgressBar bar;
  private String label = "preparation";
  private int done;
  private long told;

  Console(Terminal err, Training<V> training) {
    this(err, training, Screen.current(), PERIOD);
  }

  /**
   * @param period between lines within an epoch
   */
  Console(Terminal err, Training<V> training, Screen screen, Duration period) {
    this.err = err;
    this.screen = screen;
    this.period = period.toNanos();
    columns = training.task().columns();
    examplesPerEpoch = training.examplesPerEpoch();
    examples = (long) examplesPerEpoch * training.options().epochs;
  }

  /** Where the training is, such as {@code epoch 3/10}. */
  String place() {
    return label;
  }

  @Override
  public void onEpochStart(EpochStart epoch) {
    label = "epoch " + epoch.epoch() + "/" + epoch.epochs();
    done = (int) ((long) examplesPerEpoch * epoch.done() / Math.max(1, epoch.batches()));
    told = System.nanoTime();
    if (screen != Screen.TERMINAL) {
      return;
    }
    long before = (long) (epoch.epoch() - 1) * examplesPerEpoch + done;
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("training")
              .setInitialMax(examples)
              .startsFrom(before, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" images", 1)
              .showSpeed()
              .setUpdateIntervalMillis(500)
              .setConsumer(new ConsoleProgressBarConsumer(System.err, BAR_WIDTH))
              .build();
    }
    bar.stepTo(before);
  }

  @Override
  public void onBatch(BatchResult batch) {
    done += batch.examples();
    if (bar != null) {
      bar.stepBy(batch.examples());
      bar.setExtraMessage(format(" %s, loss %.4f", label, batch.meanLoss()));
    } else if (System.nanoTime() - told >= period) {
      told = System.nanoTime();
      println(
          format(
              "%s: %d of %d images, loss %.4f", label, done, examplesPerEpoch, batch.meanLoss()));
    }
  }

  @Override
  public void onEpoch(EpochResult<? extends V> epoch, ComputationGraph network) {
    StringBuilder line = new StringBuilder();
    int digits = String.valueOf(epoch.epochs()).length();
    line.append(format("epoch %" + digits + "d/%d", epoch.epoch(), epoch.epochs()));
    line.append(format("  loss %.4f", epoch.trainLoss()));
    if (epoch.validation().isPresent()) {
      V validation = epoch.validation().get();
      line.append(format("  validation: loss %.4f", validation.loss()));
      for (Map.Entry<String, Double> metric : columns.line(validation).entrySet()) {
        line.append(", " + metric.getKey() + " " + Decimals.of(metric.getValue()));
      }
    }
    line.append(format("  %.0f s", epoch.seconds()));
    if (epoch.best()) {
      line.append("  best");
    }
    println(line.toString());
  }

  @Override
  public void onForecast(ValidationForecast forecast) {
    double seconds = forecast.seconds();
    println(
        format(
            "first validation after epoch %d, in about %s",
            forecast.epoch(),
            seconds < MINUTES_FROM
                ? format("%.0f s", seconds)
                : format("%.0f min", seconds / SECONDS_OF_MINUTE)));
  }

  /** Overwrites what is left of the bar, which is drawn again below. */
  private void println(String line) {
    if (bar != null) {
      err.overwrite(line, BAR_WIDTH);
    } else if (screen == Screen.NONE) {
      err.printlnStamped(line);
    } else {
      err.println(line);
    }
    err.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}

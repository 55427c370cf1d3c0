package org.dl4jvision.task;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Split;
import org.dl4jvision.report.RunFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the best model of a run is measured on whole images: the options, and the measuring. */
public abstract class ModelEvaluation extends Options {

  /** The split to measure on. */
  @Option(
      names = "--split",
      order = 1,
      paramLabel = "NAME",
      description = "train, validation or test (default: validation).")
  public Split split = Split.VALIDATION;

  /** The number of images in a batch. */
  @Option(
      names = "--batch-size",
      order = 3,
      paramLabel = "N",
      description = "Images at once (default: as in the training).")
  public int batchSize = 1;

  /** Where to write a report; null: nowhere. */
  @Option(
      names = "--report",
      order = 5,
      paramLabel = "DIR",
      description =
          "Write report.html, which also shows single images, to this folder, new or empty"
              + " (default: nowhere).")
  public Path report;

  /** What is done beyond one pass of each image. */
  @Mixin public final TestTimeOptions testTime = new TestTimeOptions();

  /** Whether thresholds are tuned on these images, and written into the run. */
  @Option(
      names = "--tune",
      order = 52,
      description =
          "Tune thresholds, the suppression of boxes and the size of the smallest objects on these"
              + " images, and write them into the run: 'predict' and 'evaluate' use them from then"
              + " on.")
  public boolean tune;

  /**
   * The folder that is asked for.
   *
   * @throws IllegalArgumentException if there is something in it
   */
  protected final Optional<RunFolder> reportFolder() {
    if (report == null) {
      return Optional.empty();
    }
    String[] there = report.toFile().list();
    Check.that(there == null || there.length == 0, "report", report, "new or empty folders");
    return Optional.of(RunFolder.plan(report, RunFolder.Existing.REFUSE));
  }

  /**
   * Measures the best model of a run.
   *
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public abstract Outcome measure(RunFolder run);

  /**
   * Refuses to tune on test images: they would look better than others do.
   *
   * @throws IllegalArgumentException if that is asked for
   */
  protected final void requireTunable() {
    Check.that(
        !tune || split != Split.TEST,
        "split",
        splitName(),
        "validation, and train, to tune on: test images have to be new to all that was chosen");
  }

  /** The name of the split as it is printed. */
  protected final String splitName() {
    return split.name().toLowerCase(Locale.ROOT);
  }

  /** What was measured. */
  public interface Outcome {

    /** What has to be known of the numbers or was wrong with the data; a line each. */
    default List<String> warnings() {
      return List.of();
    }

    /** The outcome for programs, as what Jackson can write. */
    Map<String, Object> toMap();

    /** Prints the outcome for readers. */
    void print(PrintWriter out);
  }
}

package org.dl4jvision.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.ThisProcess;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunStatus;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.Scores;
import org.dl4jvision.report.TensorBoardLog;
import org.dl4jvision.report.page.Pages;
import org.dl4jvision.report.page.run.RunPage;

/** What a run folder shows of a run: all of it can be made anew of the models and their state. */
final class RunReport {

  private final Training<?> training;
  private final RunFolder folder;

  /** The command line, null where there was none. */
  private String command;

  RunReport(Training<?> training, RunFolder folder) {
    this.training = training;
    this.folder = folder;
  }

  void command(String line) {
    command = line;
  }

  /** The time, as it is written. */
  static String now() {
    return OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Writes what changes with every epoch. */
  void write(RunState<Scores> state) {
    if (state.epochs() > 0) {
      folder.writeMetrics(state.table());
      folder.writeCurves(training.task().columns());
      log(state).ifPresent(log -> log.write(state.table()));
    }
    write(state, RunStatus.RUNNING, null);
  }

  /**
   * Writes the report and the summary.
   *
   * @param reason why the run ended, null while it runs
   */
  void write(RunState<Scores> state, RunStatus status, String reason) {
    RunSummary<Scores> summary =
        new RunSummary<>(
            status,
            reason,
            RunReport.class.getPackage().getImplementationVersion(),
            ThisProcess.host(),
            state.started(),
            status == RunStatus.RUNNING ? null : now(),
            command,
            training.loss(),
            training.options().seed,
            state.epochs(),
            state.bestEpoch(),
            state.seconds(),
            state.last(),
            state.best());
    RunPage.write(folder, training.task().columns(), summary);
    folder.writeSummary(summary); // the last: who reads it that all is done finds all
  }

  /** Writes the pictures of the best model, if there is one. */
  void writePictures(RunState<Scores> state) {
    if (state.bestEpoch() > 0) {
      training.writePictures(ModelFile.best(folder), folder);
      log(state).ifPresent(log -> log.writePictures(state.table(), state.bestEpoch()));
    }
  }

  private Optional<TensorBoardLog> log(RunState<Scores> state) {
    return Boolean.TRUE.equals(training.options().tensorboard)
        ? Optional.of(new TensorBoardLog(folder.path(), state.started()))
        : Optional.empty();
  }

  /** Whether a run that ended so has all that it writes at its end. */
  boolean isComplete(RunState<Scores> state, RunStatus status) {
    return says(status, state.epochs())
        && Files.exists(folder.metricsFile())
        && hasPictures("curves")
        && hasPictures("overlays")
        && Pages.exist(folder.path());
  }

  private boolean says(RunStatus status, int epochs) {
    try {
      RunSummary<?> summary = folder.readSummary(training.task().scores());
      return summary.status() == status && summary.epochs() == epochs;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return false; // missing or damaged
    }
  }

  private boolean hasPictures(String name) {
    Path pictures = folder.path().resolve(name);
    if (!Files.isDirectory(pictures)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(pictures, "*.png")) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      throw FileProblem.cannot("read folder", pictures, e);
    }
  }
}

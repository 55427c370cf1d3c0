package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.Training;
import org.dl4jvision.task.TrainingRun;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainingResult;
import org.dl4jvision.train.Validation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What training a network has in common, whatever the task.
 *
 * @param <T> the training
 */
abstract class TrainTaskCommand<T extends Training<?>>
    implements Callable<Integer>, ConfigFile.Configurable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--max-minutes",
      order = 100,
      paramLabel = "T",
      description = "End after this time, with a learning rate that falls in time.")
  private Double maxMinutes;

  @Option(
      names = "--l2",
      order = 101,
      paramLabel = "X",
      defaultValue = "0",
      description = "L2 regularization of the weights (default: ${DEFAULT-VALUE}).")
  protected double l2;

  @Option(
      names = "--seed",
      order = 102,
      paramLabel = "N",
      defaultValue = "42",
      description =
          "The same seed gives the same training, unless its time is limited (default:"
              + " ${DEFAULT-VALUE}).")
  protected long seed;

  @Option(
      names = "--threads",
      order = 103,
      paramLabel = "N",
      description = "Processor threads (default: all cores).")
  private Integer threads;

  @Option(
      names = "--out",
      order = 104,
      paramLabel = "DIR",
      description = "The run folder, new or empty (default: runs/TASK-DATE-TIME).")
  private Path out;

  @Option(
      names = "--config",
      order = 105,
      paramLabel = "FILE",
      description = "JSON or YAML with any of these options; the command line wins.")
  private Path config;

  @Option(
      names = "--resume",
      order = 106,
      paramLabel = "RUN",
      description = "Go on with the training in this run folder, with its options.")
  private Path resume;

  /** The training that the options describe; options not given are set to what was chosen. */
  abstract T training();

  abstract TrainingRun<?, ?> create(T training, RunFolder folder);

  abstract TrainingRun<?, ?> resume(T training, RunFolder folder);

  /** One line on the best epoch. */
  abstract String outcome(RunFolder folder);

  /** The limit that was asked for, or null. */
  final Duration timeLimit() {
    return maxMinutes == null ? null : Duration.ofMillis(Math.round(maxMinutes * 60_000));
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  @Override
  public final boolean hasConfigFile() {
    return resume != null || config != null;
  }

  @Override
  public final Path configFile() {
    return resume == null ? config : RunFolder.open(resume).configurationFile();
  }

  @Override
  public final Integer call() {
    if (resume != null && (config != null || out != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume uses the run's own folder and options: no --config or --out");
    }
    if (maxMinutes != null && !(maxMinutes > 0)) {
      throw new IllegalArgumentException("--max-minutes must be more than 0, but is " + maxMinutes);
    }
    if (threads != null) {
      Threads.limit(threads);
    }
    T training = training();
    RunFolder folder = folder();
    TrainingRun<?, ?> run = resume == null ? create(training, folder) : resume(training, folder);
    folder.writeConfiguration(ConfigFile.of(spec));
    err().println(training.describe());
    err().println("run folder " + folder.path());
    fit(run, training);
    return 0;
  }

  @SuppressWarnings("try") // the interrupt is open for its effect only
  private <V extends Validation> void fit(TrainingRun<V, ?> run, T training) {
    Console console = new Console(err(), training);
    Trainer<V> trainer = run.trainer().listener(console).build();
    try (Interrupt interrupt = new Interrupt(trainer::stop)) {
      report(fit(trainer, console), run.folder());
    }
  }

  private static TrainingResult<?> fit(Trainer<?> trainer, Console console) {
    try (console) {
      return trainer.fit();
    }
  }

  private RunFolder folder() {
    if (resume != null) {
      return RunFolder.open(resume);
    }
    return out == null
        ? RunFolder.createNew(RunFolder.DEFAULT_PARENT, spec.name())
        : RunFolder.create(out, RunFolder.Existing.REFUSE);
  }

  private void report(TrainingResult<?> result, RunFolder folder) {
    PrintWriter out = spec.commandLine().getOut();
    String outcome = outcome(folder);
    if (!outcome.isEmpty()) {
      out.println(outcome);
    }
    if (result.end() == TrainingResult.End.STOPPED) {
      out.printf(
          "stopped after %d epochs; go on with: %s --resume %s%n",
          result.epochs(), spec.qualifiedName(), folder.path());
    }
    out.flush();
  }
}

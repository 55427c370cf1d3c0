package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.page.Commands;
import org.dl4jvision.study.plan.Plan;
import org.dl4jvision.study.plan.Planner;
import org.dl4jvision.task.DataOptions;
import org.dl4jvision.task.Manual;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TaskRun;
import org.dl4jvision.task.TaskValidation;
import org.dl4jvision.task.Tasks;
import org.dl4jvision.task.Training;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainingDivergedException;
import org.dl4jvision.train.TrainingResult;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * Trains a network for a task.
 *
 * @param <V> what its validations find
 */
@Command(mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nExamples:%n")
final class TrainTaskCommand<V extends TaskValidation> implements Callable<Integer> {

  private final Task<V> task;

  @Spec private CommandSpec spec;

  private final TrainingOptions<V> options;

  @Option(
      names = "--out",
      order = 105,
      paramLabel = "DIR",
      description = "The run folder, new or empty (default: runs/TASK-DATE-TIME).")
  private Path out;

  @Option(
      names = "--overwrite",
      order = 106,
      description = "Delete the run that --out holds, once the new one has begun.")
  private boolean overwrite;

  @Option(
      names = "--config",
      order = 107,
      paramLabel = "FILE",
      description = "JSON or YAML with any of these options; the command line wins.")
  private Path config;

  @Option(
      names = "--auto",
      order = 107,
      description =
          "Look at the data, and choose every option that is not given: the loss as 'advise' does,"
              + " the network and the length by the data, the time and this machine. The plan, with"
              + " its reasons, is plan.yaml in the run folder.")
  private boolean auto;

  @Option(
      names = "--plan",
      order = 107,
      paramLabel = "FILE",
      description =
          "Write the plan of --auto to this file, to be edited for --config; no training.")
  private Path plan;

  @Option(
      names = "--resume",
      order = 108,
      paramLabel = "RUN",
      description = "Go on with the training in this run folder, with its options.")
  private Path resume;

  private TrainTaskCommand(Task<V> task) {
    this.task = task;
    options = task.options();
  }

  /** The command of a task. */
  static <V extends TaskValidation> CommandLine of(Task<V> task) {
    TrainTaskCommand<V> command = new TrainTaskCommand<>(task);
    CommandLine line = new CommandLine(command);
    Manual manual = task.manual();
    line.getCommandSpec()
        .addMixin("options", CommandSpec.forAnnotatedObject(command.options))
        .resourceBundle(new Texts(command.options::text))
        .usageMessage()
        .description(
            manual.training(),
            "",
            manual.builtInData()
                + " Everything about a training is written to a run folder: configuration, metrics,"
                + " curves, pictures, the best and the last model.")
        .footer(manual.examples().toArray(String[]::new));
    return line;
  }

  @Override
  public Integer call() {
    RunFolder resumed = resume == null ? null : RunFolder.open(resume);
    if (resume != null && (config != null || out != null || overwrite || auto || plan != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume uses the run's own folder and options: no --config, --out, --overwrite, --auto"
              + " or --plan");
    }
    RunFolder folder = resumed == null ? newFolder() : resumed;
    if (resumed != null) {
      checkTask(resumed);
    }
    if (resumed != null) {
      new ConfigFile(resumed.configurationFile())
          .fillRun(options, spec.commandLine().getParseResult());
    } else if (config != null) {
      new ConfigFile(config).fill(options, spec.commandLine().getParseResult());
    }
    options.check(); // Large data take a while to open.
    options.onProgress(err()::println);
    Optional<Plan> planned = auto || plan != null ? Optional.of(plan()) : Optional.empty();
    if (plan != null) {
      AtomicFile.writeText(plan, planned.orElseThrow().yaml());
      err().println(plan);
      return 0;
    }
    Training<V> training = options.open();
    if (resumed != null) {
      warnOfOtherData(resumed, training);
    }
    Warnings.print(training.warnings(), err());
    try (TaskRun<V> run =
        resumed == null ? TaskRun.create(training, folder) : TaskRun.resume(training, folder)) {
      run.command(commandLine());
      training.recognition().ifPresent(err()::println);
      err().println(training.describe());
      err().println("run folder " + run.folder().path());
      boolean complete = run.isComplete();
      fit(run, training, planned);
      if (complete && run.earlyEnd().isEmpty()) {
        String done = "%s is complete: all %d epochs are done; train more with --epochs N%n";
        spec.commandLine().getOut().printf(done, resume, run.epochs());
      }
    }
    return 0;
  }

  /** Chooses what neither the command line nor the configuration says. */
  private Plan plan() {
    ParseResult commandLine = spec.commandLine().getParseResult();
    Set<String> given = new HashSet<>(config == null ? Set.of() : new ConfigFile(config).keys());
    options.names().stream()
        .filter(name -> commandLine.hasMatchedOption("--" + name))
        .forEach(given::add);
    Plan chosen = new Planner(task, options, given).plan(err()::println);
    chosen.apply(options);
    options.check();
    if (plan == null) {
      err().print(chosen.yaml());
    }
    return chosen;
  }

  private String commandLine() {
    ParseResult all = spec.root().commandLine().getParseResult();
    return "dl4j-vision " + Commands.line(all.originalArgs());
  }

  private void checkTask(RunFolder run) {
    if (!Files.exists(run.modelFile()) && !run.hasEpoch()) {
      return; // killed before it said
    }
    Task<?> other = Tasks.of(run);
    if (!other.name().equals(task.name())) {
      throw new IllegalArgumentException(
          run.path()
              + ": is a run of 'train "
              + other.name()
              + "', not of 'train "
              + task.name()
              + "'");
    }
  }

  /** Says where a run goes on with other classes or other validation images than it began with. */
  private void warnOfOtherData(RunFolder run, Training<V> training) {
    List<String> warnings = new ArrayList<>();
    if (Files.exists(run.modelFile())) {
      List<String> learned = ModelCard.read(run, training.modelCard().getClass()).classNames();
      List<String> now = training.modelCard().classNames();
      if (!learned.equals(now)) {
        warnings.add(
            "the classes of the run are "
                + String.join(", ", learned)
                + ", those of the data "
                + String.join(", ", now)
                + ": scores before and after cannot be compared");
      }
    }
    DataOptions.HOLD_OUT.stream()
        .filter(spec.commandLine().getParseResult()::hasMatchedOption)
        .map(
            option ->
                option
                    + " may change which images are held out: those that were learned may be"
                    + " measured on")
        .forEach(warnings::add);
    Warnings.print(warnings, err());
  }

  private RunFolder newFolder() {
    return out == null
        ? RunFolder.planNew(RunFolder.DEFAULT_PARENT, task.name())
        : RunFolder.plan(out, overwrite ? RunFolder.Existing.OVERWRITE : RunFolder.Existing.REFUSE);
  }

  @SuppressWarnings("try") // the interrupt is open for its effect only
  private void fit(TaskRun<V> run, Training<V> training, Optional<Plan> planned) {
    Console<V> console = new Console<>((Terminal) err(), training);
    Trainer.Builder<V> builder = run.trainer().listener(console);
    planned.ifPresent(made -> builder.listener(new PlanFile<>(run.folder(), made)));
    Trainer<V> trainer = builder.build();
    try (Interrupt interrupt = new Interrupt(trainer::stop)) {
      report(fit(trainer, console), run);
    } catch (TrainingDivergedException e) {
      throw e; // It says when.
    } catch (RuntimeException | Error e) {
      throw new TrainingFailure(
          run.savedEpoch().isPresent() ? goOn(run) : " (in " + console.place() + ")", e);
    }
  }

  private String goOn(TaskRun<V> run) {
    return String.format(
        "; epoch %d is trained and saved; repeat its validation and go on with: %s",
        run.savedEpoch().getAsInt(), resume(run));
  }

  private String resume(TaskRun<V> run) {
    return spec.qualifiedName() + " --resume " + run.folder().path();
  }

  private static TrainingResult<?> fit(Trainer<?> trainer, Console<?> console) {
    try (console) {
      return trainer.fit();
    }
  }

  private void report(TrainingResult<?> result, TaskRun<V> run) {
    PrintWriter printer = spec.commandLine().getOut();
    run.outcome().ifPresent(printer::println);
    if (result.end() == TrainingResult.End.STOPPED) {
      printer.printf(
          "stopped after %d epochs; %s%n",
          result.epochs(),
          run.isResumable() ? "go on with: " + resume(run) : "nothing is written yet");
    }
    run.earlyEnd()
        .ifPresent(
            end ->
                printer.printf("%s; train more with: %s --early-stopping N%n", end, resume(run)));
    boolean completed = result.end() == TrainingResult.End.COMPLETED;
    if (completed || result.end() == TrainingResult.End.TIME_LIMIT) {
      String more = completed ? " --epochs " + 2 * result.epochs() : "";
      run.rise()
          .ifPresent(rise -> printer.println(rise + "; train longer with: " + resume(run) + more));
    }
    printer.flush();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}

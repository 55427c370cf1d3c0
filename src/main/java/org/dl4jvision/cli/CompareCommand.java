package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dl4jvision.report.MarkedText;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.study.trial.Contestant;
import org.dl4jvision.study.trial.Study;
import org.dl4jvision.study.trial.StudyPlan;
import org.dl4jvision.study.trial.StudyResult;
import org.dl4jvision.study.trial.TrialTask;
import org.dl4jvision.task.DataOptions;
import org.dl4jvision.task.Tasks;
import org.dl4jvision.task.TrainingOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Says which of several trainings is better, and by its subcommands which of several models: the
 * options are those of the trainings that can be compared.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "dl4j-vision compare [--data DIR] --losses LOSS... [OPTIONS]",
      "dl4j-vision compare --resume STUDY",
      "dl4j-vision compare scores A.csv B.csv... [OPTIONS]",
      "dl4j-vision compare folds A.csv B.csv... --train-size N --test-size M [OPTIONS]"
    },
    description = {
      "Train with several losses, or other options, on the same images, crops, seeds and epochs,"
          + " and say which is better, and whether the data at hand can tell.",
      "",
      "The trainings take turns, so that a study that ends early is a fair one. Everything is in"
          + " the study's folder: an ordinary run folder each training, the scores of every"
          + " held-out image, comparison.md and summary.json. With a single loss it is a"
          + " cross-validation."
    },
    subcommands = {CompareScoresCommand.class, CompareFoldsCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision compare --losses dice cross-entropy \"dice + cross-entropy\" --epochs 5",
      "  dl4j-vision compare --data photos --losses \"focal(gamma=2)\" dice --folds 3 --seeds 2",
      "  dl4j-vision compare --data photos --vary encoder=plain,small --vary"
          + " learning-rate=1e-3,3e-4",
      "  dl4j-vision compare --data boxes --losses giou ciou l1 --seeds 3",
      "  dl4j-vision compare --data boxes --vary head=fcos,yolo --folds 3",
      "  dl4j-vision compare --resume runs/compare-20260101-120000",
      "  dl4j-vision compare scores dice.csv cross-entropy.csv"
    })
final class CompareCommand implements Callable<Integer> {

  /** The task of data that are of use for several. */
  private static final String FIRST = "segmentation";

  private final Map<String, TrainingOptions<?>> trainings = new LinkedHashMap<>();
  private Set<OptionSpec> own;

  @Spec private CommandSpec spec;

  @Option(
      names = "--losses",
      order = 1,
      arity = "1..*",
      paramLabel = "LOSS",
      description =
          "The losses to compare, as 'train segmentation --loss' takes them, or 'train detection"
              + " --box-loss'.")
  private List<String> losses = new ArrayList<>();

  @Option(
      names = "--vary",
      order = 2,
      paramLabel = "OPTION=A,B..",
      description =
          "Another option of the training with its values; may be repeated: all combinations are"
              + " compared.")
  private List<String> varied = new ArrayList<>();

  @Option(
      names = "--folds",
      order = 3,
      paramLabel = "K",
      defaultValue = "1",
      description =
          "Folds of a cross-validation of the training and validation images, neighbors in order of"
              + " their names staying together; 1: as the data are divided (default:"
              + " ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--seeds",
      order = 4,
      paramLabel = "S",
      defaultValue = "1",
      description = "Trainings with other random numbers of each (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--halving",
      order = 5,
      description =
          "Drop the worse half of those that are left after 1, 2, 4, .. rounds, a fold with a seed"
              + " each; two are always left.")
  private boolean halving;

  @Option(
      names = "--tune-learning-rate",
      order = 6,
      description =
          "Give each contestant in each fold the best of three learning rates, by runs of a quarter"
              + " of the epochs on the training images alone.")
  private boolean tuned;

  @Option(
      names = "--rope",
      order = 7,
      paramLabel = "X",
      description = "Differences of at most this size do not matter.")
  private Double rope;

  @Option(
      names = "--task",
      order = 8,
      paramLabel = "NAME",
      description = "What is trained (default: what the data are of use for, segmentation first).")
  private String task;

  @Option(
      names = "--out",
      order = 9,
      paramLabel = "DIR",
      description = "The study's folder, new or empty (default: runs/compare-DATE-TIME).")
  private Path out;

  @Option(
      names = "--resume",
      order = 10,
      paramLabel = "STUDY",
      description = "Go on with the study in this folder.")
  private Path resume;

  @Option(
      names = "--markdown",
      order = 10,
      paramLabel = "FILE",
      description =
          "Also write the result between the marks 'comparison STUDY' of this page, STUDY being the"
              + " name of the folder, as in docs/choosing.md.")
  private Path markdown;

  /** The command with the options of all trainings that can be compared. */
  static CommandLine line() {
    CompareCommand command = new CompareCommand();
    CommandLine line = new CommandLine(command);
    CommandSpec spec = line.getCommandSpec();
    command.own = Set.copyOf(spec.options());
    for (TrialTask<?> one : TrialTask.all().all()) {
      TrainingOptions<?> options = Tasks.REGISTRY.get(one.name()).options();
      command.trainings.put(one.name(), options);
      SharedOptions.add(spec, options, Set.of());
    }
    spec.resourceBundle(new Texts(CompareCommand::text));
    return line;
  }

  private static String text(String key) {
    return key.endsWith(".default") ? "that of 'train TASK'" : SharedOptions.text(key);
  }

  @Override
  public Integer call() {
    if (resume == null && losses.isEmpty() && varied.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "what to compare is missing: "
              + String.join(" or ", spec.subcommands().keySet())
              + ", or --losses or --vary");
    }
    PrintWriter err = spec.commandLine().getErr();
    checkResume();
    Path folder = resume != null ? resume : folder();
    if (markdown != null) {
      MarkedText.check(markdown, mark(folder)); // The check comes before hours of work.
    }
    Study study =
        resume != null
            ? Study.resume(resume, err::println)
            : Study.create(folder, plan(), err::println);
    err.println("study folder " + folder);
    StudyResult result = run(study).rope(Optional.ofNullable(rope));
    result.write();
    if (markdown != null) {
      MarkedText.replace(markdown, mark(folder), "```\n" + result.text() + "```\n");
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.print(result.text());
    StudyPlan plan = study.plan();
    if (result.rounds() < plan.folds() * plan.seeds()) {
      printer.printf("stopped; go on with: %s --resume %s%n", spec.qualifiedName(), folder);
    }
    printer.flush();
    return 0;
  }

  /** A study's plan is kept with it: more seeds would be another study. */
  private void checkResume() {
    Set<String> allowed = Set.of("--resume", "--rope", "--markdown");
    for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
      if (resume != null && !given.inherited() && !allowed.contains(given.longestName())) {
        throw new ParameterException(
            spec.commandLine(),
            given.longestName() + ": --resume goes on with the study as it was begun");
      }
    }
  }

  private static String mark(Path folder) {
    return "comparison " + folder.toAbsolutePath().normalize().getFileName();
  }

  @SuppressWarnings("try") // the interrupt is open for its effect only
  private static StudyResult run(Study study) {
    try (Interrupt interrupt = new Interrupt(study::stop)) {
      return study.run();
    }
  }

  private Path folder() {
    return out == null ? RunFolder.planNew(RunFolder.DEFAULT_PARENT, "compare").path() : out;
  }

  /** What was asked for, else the first that can use what the folder has. */
  private TrialTask<?> compared() {
    if (task != null) {
      return TrialTask.all().get(task);
    }
    Map<String, TrialTask<?>> all = new LinkedHashMap<>();
    trainings.keySet().stream()
        .sorted(Comparator.comparing(name -> !name.equals(FIRST)))
        .forEach(name -> all.put(name, TrialTask.all().get(name)));
    boolean builtIn = source(all.get(FIRST)).data == null;
    return DataTasks.wanted(null, all, this::source, TrialTask::contents, builtIn).stream()
        .findFirst()
        .orElse(all.get(FIRST));
  }

  private DataOptions source(TrialTask<?> one) {
    return one.source(trainings.get(one.name()));
  }

  private StudyPlan plan() {
    TrialTask<?> compared = compared();
    TrainingOptions<?> options = Tasks.REGISTRY.get(compared.name()).options();
    for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
      String name = given.longestName().substring(2);
      if (own.contains(given) || given.inherited()) {
        continue;
      }
      if (!options.names().contains(name)) {
        throw new IllegalArgumentException(
            given.longestName() + " is no option of 'train " + compared.name() + "'");
      }
      options.set(name, given.getValue().toString());
    }
    return new StudyPlan(
        compared.name(),
        options.toTexts(),
        Contestant.of(compared.lossOption(), losses, varied),
        folds,
        seeds,
        halving,
        tuned);
  }
}

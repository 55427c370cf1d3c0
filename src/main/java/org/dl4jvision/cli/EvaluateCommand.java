package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelEvaluation;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.Tasks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Measures a trained model: the options are those of the evaluations of all tasks. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "dl4j-vision evaluate [OPTIONS] RUN",
      "dl4j-vision evaluate detections --truth COCO.json --detections RESULTS.json [--json]",
      "dl4j-vision evaluate masks --truth DIR --predictions DIR [OPTIONS]"
    },
    subcommands = EvaluateDetectionsCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision evaluate runs/first                      its own validation images",
      "  dl4j-vision evaluate runs/first --split test --json  its test images, for a program",
      "  dl4j-vision evaluate runs/first --data others        images and masks of another folder",
      "  dl4j-vision evaluate detections --truth COCO.json --detections RESULTS.json",
      "  dl4j-vision evaluate masks --truth masks --predictions predicted"
    })
final class EvaluateCommand implements Callable<Integer> {

  private final Map<String, ModelEvaluation> evaluations = new HashMap<>();

  @Spec private CommandSpec spec;

  /** The folder is not required, as the subcommand needs none. */
  @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run folder of a training.")
  private Path folder;

  @Option(names = "--json", order = 2, description = "Print JSON instead of a table.")
  private boolean json;

  /** Adds the options of all tasks. */
  static void addTasks(CommandLine evaluate) {
    List<Task<?>> tasks = Tasks.REGISTRY.all();
    CommandSpec spec = evaluate.getCommandSpec();
    EvaluateCommand command = evaluate.getCommand();
    for (Task<?> task : tasks) {
      ModelEvaluation evaluation = task.evaluation();
      command.evaluations.put(task.name(), evaluation);
      SharedOptions.add(spec, evaluation, Set.of());
    }
    spec.resourceBundle(new Texts(EvaluateCommand::text))
        .usageMessage()
        .description(
            "Measure the best model of a run on whole images: "
                + String.join(", ", tasks.stream().map(task -> task.manual().measures()).toList())
                + ".");
  }

  private static String text(String key) {
    return key.equals("data.help")
        ? "Folder of other images, as 'train TASK' takes it (default: as in the training)."
        : SharedOptions.text(key);
  }

  @Override
  public Integer call() {
    if (folder == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'RUN'");
    }
    RunFolder run = RunFolder.open(folder);
    Task<?> task = Tasks.of(run);
    ParseResult given = spec.commandLine().getParseResult();
    SharedOptions.requireOwn(given, run.path() + " is a run", task, evaluations);
    ModelEvaluation evaluation = evaluations.get(task.name());
    new ConfigFile(run.configurationFile()).fillKnown(evaluation, given);
    evaluation.onProgress(spec.commandLine().getErr()::println);
    ModelEvaluation.Outcome outcome = evaluation.measure(run);
    Warnings.print(outcome.warnings(), spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonFile.toText(outcome.toMap()));
    } else {
      outcome.print(out);
    }
    out.flush();
    return 0;
  }
}

package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.study.explain.Explainer;
import org.dl4jvision.study.explain.Explainers;
import org.dl4jvision.study.explain.Finding;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.Tasks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Explains a trained model: the options are those of the explainers of all tasks. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explain the best model of a run: its loss as a tree of named numbers, who pulls at its"
          + " weights and whether the terms of the loss agree, the loss around it, what it looks"
          + " at, and what it would have to change.",
      "",
      "'dl4j-vision list explanations' names the parts. What is printed is also written to"
          + " explanation.txt and explanation.json, beside the pictures, part by part: what is done"
          + " stays where it is stopped."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision explain runs/first                    validation images, into"
          + " runs/first/explain",
      "  dl4j-vision explain runs/first --image 007.png    one image of the data",
      "  dl4j-vision explain runs/first --only loss,mistakes --split test --out why"
    })
final class ExplainCommand implements Callable<Integer> {

  private final Map<String, Explainer> explainers = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Object> numbers = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run folder of a training.")
  private Path folder;

  @Option(
      names = "--out",
      order = 7,
      paramLabel = "DIR",
      description = "Where files are written (default: explain in the run folder).")
  private Path out;

  @Option(names = "--json", order = 8, description = "Print JSON instead of text.")
  private boolean json;

  /** The command with the options of all tasks. */
  static CommandLine line() {
    ExplainCommand command = new ExplainCommand();
    CommandLine line = new CommandLine(command);
    CommandSpec spec = line.getCommandSpec();
    for (Explainer one : Explainers.all()) {
      command.explainers.put(one.name(), one);
      SharedOptions.add(spec, one, Set.of());
    }
    spec.resourceBundle(new Texts(ExplainCommand::text));
    return line;
  }

  private static String text(String key) {
    return key.equals("data.help")
        ? "Folder of other images, as 'train TASK' takes it (default: as in the training)."
        : SharedOptions.text(key);
  }

  @Override
  public Integer call() {
    RunFolder run = RunFolder.open(folder);
    Task<?> task = Tasks.of(run);
    Explainer explainer = explainers.get(task.name());
    if (explainer == null) {
      throw new IllegalArgumentException(
          run.path()
              + ": is a run of "
              + task.name()
              + "; explained are runs of "
              + String.join(", ", explainers.keySet()));
    }
    ParseResult given = spec.commandLine().getParseResult();
    SharedOptions.requireOwn(given, run.path() + " is a run", task, explainers);
    new ConfigFile(run.configurationFile()).fillKnown(explainer, given);
    PrintWriter err = spec.commandLine().getErr();
    explainer.onProgress(err::println);
    Path to = out == null ? run.path().resolve("explain") : out;
    explainer.explain(run, (name, finding) -> add(name, finding, to), err::println);
    if (json) {
      spec.commandLine().getOut().println(JsonFile.toText(numbers));
      spec.commandLine().getOut().flush();
    }
    err.println("explanation.txt and explanation.json are in " + to);
    return 0;
  }

  /** Prints what an explanation says, and writes it beside what others have said. */
  private void add(String name, Finding finding, Path to) {
    List<String> said = new ArrayList<>(List.of(name));
    finding.lines().forEach(line -> said.add("  " + line));
    finding
        .pictures()
        .forEach(
            (picture, image) -> {
              Path file = to.resolve(picture + ".png");
              AtomicFile.writePng(file, image);
              said.add("  " + file);
            });
    lines.addAll(said);
    numbers.put(name, finding.numbers());
    JsonFile.write(to.resolve("explanation.json"), numbers);
    AtomicFile.writeText(to.resolve("explanation.txt"), String.join("\n", lines) + "\n");
    if (!json) {
      PrintWriter printer = spec.commandLine().getOut();
      said.forEach(printer::println);
      printer.flush();
    }
  }
}

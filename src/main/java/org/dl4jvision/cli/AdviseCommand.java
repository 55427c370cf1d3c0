package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.Charts;
import org.dl4jvision.report.MarkedText;
import org.dl4jvision.study.advice.AdviceReport;
import org.dl4jvision.study.advice.Adviser;
import org.dl4jvision.study.advice.Advisers;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Advises on losses by the data: the options are those of the data of all tasks. */
@Command(
    name = "advise",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Say which losses suit the data, with which options, and why: statistics of the training"
          + " images, ranked losses with the numbers and the papers behind them, the measure to"
          + " judge by, and the commands to train and to compare.",
      "",
      "It is for all tasks that can use the data; without data for the built-in images."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision advise --data photos",
      "  dl4j-vision advise --data photos --task segmentation --out advice   with charts",
      "  dl4j-vision advise --data photos --json advice.json                 for a program"
    })
final class AdviseCommand implements Callable<Integer> {

  private static final String DATA = "--data";

  private final Map<String, Adviser> advisers = new LinkedHashMap<>();
  private final List<OptionSpec> dataOptions = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Option(
      names = "--task",
      order = 1,
      paramLabel = "NAME",
      description = "The task that the data are for (default: all that can use them).")
  private String task;

  @Option(
      names = "--json",
      order = 2,
      paramLabel = "FILE",
      description = "Also write statistics and advice as JSON.")
  private Path json;

  @Option(
      names = "--out",
      order = 3,
      paramLabel = "DIR",
      description = "Also draw the statistics, a picture a task, in this folder.")
  private Path out;

  @Option(
      names = "--markdown",
      order = 4,
      paramLabel = "FILE",
      description =
          "Also write the advice between the marks 'advice NAME TASK' of this page, as in"
              + " docs/choosing.md.")
  private Path markdown;

  /** The command with the options of all tasks. */
  static CommandLine line() {
    AdviseCommand command = new AdviseCommand();
    CommandLine line = new CommandLine(command);
    CommandSpec spec = line.getCommandSpec();
    Set<OptionSpec> own = Set.copyOf(spec.options());
    for (Adviser one : Advisers.all()) {
      command.advisers.put(one.name(), one);
      SharedOptions.add(spec, one, Set.of());
    }
    spec.options().stream().filter(one -> !own.contains(one)).forEach(command.dataOptions::add);
    spec.resourceBundle(new Texts(AdviseCommand::text));
    return line;
  }

  private static String text(String key) {
    return key.equals("data.help")
        ? "Folder with images and what is said of them (default: built-in drawn images)."
        : SharedOptions.text(key);
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    advisers.values().forEach(one -> one.source().onProgress(err::println));
    List<AdviceReport> reports = new ArrayList<>();
    for (Adviser one : wanted()) {
      reports.add(
          new AdviceReport(
              one.look(text -> err.println(one.name() + ": " + text)),
              dataWords(markdown != null)));
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.println(
        reports.stream()
            .map(report -> String.join(System.lineSeparator(), report.lines()))
            .collect(Collectors.joining(System.lineSeparator() + System.lineSeparator())));
    printer.flush();
    if (json != null) {
      JsonFile.write(json, reports.stream().map(AdviceReport::toMap).toList());
    }
    reports.forEach(this::write);
    return 0;
  }

  private List<Adviser> wanted() {
    boolean builtIn = advisers.values().iterator().next().source().data == null;
    return DataTasks.wanted(task, advisers, Adviser::source, Adviser::contents, builtIn);
  }

  private void write(AdviceReport report) {
    String name = report.survey().name();
    if (out != null) {
      Path file = out.resolve(name + "-" + report.survey().task() + "-statistics.png");
      AtomicFile.writePng(file, Charts.sheet(report.survey().charts()));
      spec.commandLine().getErr().println(file);
    }
    if (markdown != null) {
      String text = "```\n" + String.join("\n", report.lines()) + "\n```\n";
      MarkedText.replace(markdown, "advice " + name + " " + report.survey().task(), text);
    }
  }

  /**
   * The options about data as they were given.
   *
   * @param forPage whether the folder is called by its name only, as it is elsewhere for others
   */
  private List<String> dataWords(boolean forPage) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (dataOptions.contains(option)) {
        words.add(option.longestName());
        for (String value : option.originalStringValues()) {
          boolean folder = forPage && option.longestName().equals(DATA);
          words.add(folder ? Path.of(value).getFileName().toString() : value);
        }
      }
    }
    return words;
  }
}

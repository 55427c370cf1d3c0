package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dl4jvision.data.export.Export;
import org.dl4jvision.data.fault.CheckedData;
import org.dl4jvision.data.fault.DataRepair;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.io.Progress;
import org.dl4jvision.report.CheckReport;
import org.dl4jvision.task.ConversionData;
import org.dl4jvision.task.DataInspection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for everything that is wrong with a data set: the options are those of all tasks. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Show everything that is wrong with a data set, all at once: files that cannot be read, masks"
          + " and boxes that do not fit, images that are in two splits, and more, with the names of"
          + " files. Each image is decoded once.",
      "",
      "The exit code is 0 where no fault is found, else 2. --fix writes a repaired copy, tells what"
          + " became of each fault and ends with 0 if none is left; the data stay as they are."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision data check photos",
      "  dl4j-vision data check photos --all --json   for a program",
      "  dl4j-vision data check photos --fix photos-repaired"
    })
final class DataCheckCommand implements Callable<Integer> {

  private static final int FIRST = 5;

  private final Inspections inspections = new Inspections();
  private final ConversionData data = new ConversionData();

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "A folder of images and what is said of them.")
  private Path folder;

  @Option(names = "--data", order = 0, paramLabel = "DIR", description = "The same as DIR.")
  private Path sameFolder;

  @Option(
      names = "--task",
      order = 1,
      paramLabel = "NAME",
      description = "The task that the data are for (default: all that can use them).")
  private String task;

  @Option(names = "--json", order = 2, description = "Print JSON, with all files.")
  private boolean json;

  @Option(
      names = "--all",
      order = 3,
      description = "Name all files, not only the first " + FIRST + " of a kind.")
  private boolean all;

  @Option(
      names = "--fix",
      order = 4,
      paramLabel = "OUT",
      description =
          "Write a repaired copy into this folder, which is new or empty: masks as class indices,"
              + " objects as COCO.")
  private Path fix;

  /** The command with the options of all tasks. */
  static CommandLine line() {
    DataCheckCommand command = new DataCheckCommand();
    CommandLine line = new CommandLine(command);
    SharedOptions.add(line.getCommandSpec(), command.data, Set.of("--data"));
    command.inspections.addTo(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() {
    if ((folder == null) == (sameFolder == null)) {
      throw new ParameterException(
          spec.commandLine(),
          folder == null ? "which data to check is missing: DIR" : "DIR and --data are the same");
    }
    data.data = folder == null ? sameFolder : folder;
    inspections.open(data.data, spec.commandLine().getErr()::println);
    if (fix != null) {
      Export.requireEmpty("--fix", fix);
    }
    List<List<DataInspection<?>>> formats = formats();
    if (fix != null && formats.size() > 1) {
      throw new IllegalArgumentException(
          "the tasks read other annotations of this folder: --fix needs --task "
              + String.join(" or ", inspections.tasks()));
    }
    List<CheckReport> reports = new ArrayList<>();
    boolean faulty = false;
    for (List<DataInspection<?>> inspected : formats) {
      faulty |= check(inspected, reports);
    }
    if (json) {
      List<Object> maps = new ArrayList<>();
      reports.forEach(report -> maps.add(report.toMap()));
      spec.commandLine().getOut().println(JsonFile.toText(maps.size() == 1 ? maps.get(0) : maps));
      spec.commandLine().getOut().flush();
    }
    return faulty ? ExitCode.BAD_INPUT.code() : ExitCode.DONE.code();
  }

  /** The looks of the tasks that the data are for, those together that read the same format. */
  private List<List<DataInspection<?>>> formats() {
    Map<String, List<DataInspection<?>>> byFormat = new LinkedHashMap<>();
    List<DataInspection<?>> wanted = inspections.wanted(task);
    for (DataInspection<?> inspection : wanted) {
      String format = inspection.source().decide(inspection.contents()).found().format().name();
      byFormat.computeIfAbsent(format, name -> new ArrayList<>()).add(inspection);
    }
    return List.copyOf(byFormat.values());
  }

  /** Looks, tells and repairs; says whether there are faults, or are still where it repairs. */
  private boolean check(List<DataInspection<?>> inspected, List<CheckReport> reports) {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(line -> err.println("checking " + data.data + ": " + line));
    CheckedData found =
        progress.during(
            () -> CheckedData.read(data.folderDataset(), inspected.get(0).contents(), progress));
    CheckReport report =
        new CheckReport(found, inspected.stream().map(DataInspection::task).toList());
    inspected.forEach(inspection -> addStatistics(inspection, report));
    reports.add(report);
    if (!json) {
      report.print(spec.commandLine().getOut(), all ? Integer.MAX_VALUE : FIRST);
      spec.commandLine().getOut().flush();
    }
    if (fix == null) {
      return report.faults() > 0;
    }
    DataRepair copy =
        progress.during(() -> DataRepair.write(found, data.folderDataset(), fix, progress));
    report.repairs().forEach(err::println);
    Warnings.print(copy.notes(), err);
    err.println(copy.images() + " images in " + fix + ": " + copy.layout());
    return report.staysFaulty();
  }

  /** Data that a training refuses have none: what it refuses is among the faults. */
  private static void addStatistics(DataInspection<?> inspection, CheckReport report) {
    try {
      report.add(inspection.inspect().report());
    } catch (IllegalArgumentException e) {
      report.addRefusal(inspection.task(), e.getMessage());
    }
  }
}

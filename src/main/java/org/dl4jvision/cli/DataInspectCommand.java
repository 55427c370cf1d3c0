package org.dl4jvision.cli;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dl4jvision.check.Check;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.task.DataInspection.Inspected;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at a data set as a training would read it: the options are those of all tasks. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Show how a folder is understood before anything is trained: its format and why, images and"
          + " sizes of each split, classes, and what was repaired or left out.",
      "",
      "A picture of annotated images is written for each task that can use them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision data inspect photos",
      "  dl4j-vision data inspect photos --task segmentation --masks 'masks/{name}_mask.gif'",
      "  dl4j-vision data inspect photos --json  for a program"
    })
final class DataInspectCommand implements Callable<Integer> {

  private final Inspections inspections = new Inspections();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder of images and what is said of them.")
  private Path folder;

  @Option(
      names = "--task",
      order = 1,
      paramLabel = "NAME",
      description = "The task that the data are for (default: all that can use them).")
  private String task;

  @Option(names = "--json", order = 2, description = "Print JSON instead of tables.")
  private boolean json;

  @Option(
      names = "--out",
      order = 3,
      paramLabel = "DIR",
      defaultValue = "inspected",
      description =
          "Where to write the pictures; files of the same names are replaced (default:"
              + " ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--pictures",
      order = 4,
      paramLabel = "N",
      defaultValue = "8",
      description = "Images to show, 0 for no picture (default: ${DEFAULT-VALUE}).")
  private int pictures;

  /** The command with the options of all tasks. */
  static CommandLine line() {
    DataInspectCommand command = new DataInspectCommand();
    CommandLine line = new CommandLine(command);
    command.inspections.addTo(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() {
    Check.atLeast("pictures", pictures, 0);
    inspections.open(folder, spec.commandLine().getErr()::println);
    Map<String, Inspected> found = new LinkedHashMap<>();
    inspections
        .wanted(task)
        .forEach(inspection -> found.put(inspection.task(), inspection.inspect()));
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      List<Object> reports = new ArrayList<>();
      found.values().forEach(one -> reports.add(one.report().toMap()));
      printer.println(JsonFile.toText(reports.size() == 1 ? reports.get(0) : reports));
    } else {
      found.values().forEach(one -> one.report().print(printer));
    }
    printer.flush();
    if (pictures > 0) {
      found.forEach(this::write);
    }
    return 0;
  }

  private void write(String name, Inspected found) {
    BufferedImage sheet = found.sheet(pictures);
    Path file =
        out.resolve(folder.toAbsolutePath().normalize().getFileName() + "-" + name + ".png");
    AtomicFile.writePng(file, sheet);
    spec.commandLine().getErr().println(file);
  }
}

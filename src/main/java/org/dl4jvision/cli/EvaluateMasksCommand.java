package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.task.segmentation.MaskComparison;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures masks of any origin against their ground truth, without a model. */
@Command(
    name = "masks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure masks of any origin: IoU, Dice, precision and recall, and the distances of borders"
          + " (Hausdorff, its 95th percentile, average symmetric surface distance, surface Dice,"
          + " boundary F1) and of centerlines (clDice), by class and by image.",
      "",
      "Masks are paired by their names without extension. Predictions mean what the ground truth"
          + " means, unless their folder says it. docs/judging.md has the definitions.",
      "- stands where a class is not there, null in JSON."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision evaluate masks --truth masks --predictions predicted",
      "  dl4j-vision evaluate masks --truth masks --predictions predicted --spacing 0.5,1.25"
          + " --tolerance 1,2 --json"
    })
final class EvaluateMasksCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--truth",
      order = 1,
      required = true,
      paramLabel = "DIR",
      description = "The masks of the ground truth.")
  private Path truth;

  @Option(
      names = "--predictions",
      order = 2,
      required = true,
      paramLabel = "DIR",
      description = "The predicted masks, of the same names and sizes.")
  private Path predictions;

  @Option(names = "--json", order = 5, description = "Print JSON instead of tables.")
  private boolean json;

  private final MaskComparison comparison = new MaskComparison();

  /** The command with the options that say what the values of masks mean. */
  static CommandLine line() {
    EvaluateMasksCommand command = new EvaluateMasksCommand();
    CommandLine line = new CommandLine(command);
    SharedOptions.add(line.getCommandSpec(), command.comparison, MaskComparison.UNUSED);
    return line;
  }

  @Override
  public Integer call() {
    comparison.onProgress(spec.commandLine().getErr()::println);
    MaskComparison.Measured measured = comparison.measure(truth, predictions);
    Warnings.print(measured.warnings(), spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonFile.toText(measured.report().toMap()));
    } else {
      measured.report().print(out);
    }
    out.flush();
    return 0;
  }
}

package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dl4jvision.check.Check;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelPrediction;
import org.dl4jvision.task.Tasks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Uses a trained model. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  dl4j-vision predict runs/first new-images --out predicted")
final class PredictCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run folder of a training.")
  private Path folder;

  @Parameters(index = "1", paramLabel = "IMAGES", description = "A folder of images, or one image.")
  private Path images;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to write; files of the same names are replaced.")
  private Path out;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "4",
      description = "Images of one size at once (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  /** Says what the tasks write. */
  static void addTasks(CommandLine predict) {
    predict
        .getCommandSpec()
        .usageMessage()
        .description(
            Tasks.REGISTRY.all().stream()
                .map(task -> task.manual().predictions())
                .collect(
                    Collectors.joining(
                        " ", "Write what the best model of a run makes of every image. ", "")));
  }

  @Override
  public Integer call() {
    Check.atLeast("batch-size", batchSize, 1);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new IllegalArgumentException("--out " + out + " is a file, must be a folder");
    }
    RunFolder run = RunFolder.open(folder);
    ModelPrediction prediction = Tasks.of(run).prediction(run, images);
    PrintWriter err = spec.commandLine().getErr();
    Warnings.print(prediction.warnings(), err);
    err.println(prediction.write(out, batchSize));
    return 0;
  }
}

package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.export.Classes;
import org.dl4jvision.data.export.DatasetWriter;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.data.export.DatasetWriters;
import org.dl4jvision.data.export.Export;
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
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision predict runs/first new-images --out predicted",
      "  dl4j-vision predict runs/first new-images --out predicted --write labelme"
    })
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
      description = "Where to write; pictures of the same names are replaced.")
  private Path out;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "4",
      description = "Images of one size at once (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--write",
      paramLabel = "NAME",
      description =
          "Also write what is found into OUT/NAME for a tool to open, to be corrected instead of"
              + " drawn: ${bundle:writers}. Connected pixels of a class are an object; boxes are"
              + " those of scores from 0.3.")
  private String write;

  /** Says what the tasks write. */
  static void addTasks(CommandLine predict) {
    predict.setResourceBundle(
        new Texts(key -> key.equals("writers") ? String.join(", ", writers()) : null));
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
    DatasetWriter writer = write == null ? null : writer();
    RunFolder run = RunFolder.open(folder);
    ModelPrediction prediction = Tasks.of(run).prediction(run, images);
    PrintWriter err = spec.commandLine().getErr();
    Warnings.print(prediction.warnings(), err);
    if (writer == null) {
      err.println(prediction.write(out, batchSize, labeled -> {}));
    } else {
      write(prediction, writer, err);
    }
    return 0;
  }

  private DatasetWriter writer() {
    DatasetWriter writer = DatasetWriters.REGISTRY.get(write);
    Check.that(writers().contains(writer.name()), "write", write, String.join(", ", writers()));
    Export.requireEmpty("folder", out.resolve(writer.name()));
    return writer;
  }

  /** The layouts of objects: class maps are written anyway. */
  private static List<String> writers() {
    return DatasetWriters.REGISTRY.all().stream()
        .filter(writer -> writer.parts().contains(Part.OBJECTS))
        .map(DatasetWriter::name)
        .toList();
  }

  private void write(ModelPrediction prediction, DatasetWriter writer, PrintWriter err) {
    Classes classes =
        prediction
            .labelClasses()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--write " + write + ": what this run predicts are no objects"));
    Path home = out.resolve(writer.name());
    try (Export export = Export.open(writer, classes, home)) {
      err.println(
          prediction.write(out, batchSize, labeled -> export.add(List.of(labeled), done -> {})));
      Warnings.print(export.finish(), err);
    }
    err.println("to be corrected, in " + home + ": " + writer.layout());
  }
}

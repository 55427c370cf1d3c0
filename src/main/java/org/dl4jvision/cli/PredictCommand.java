package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.export.Classes;
import org.dl4jvision.data.export.DatasetWriter;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.data.export.DatasetWriters;
import org.dl4jvision.data.export.Export;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.study.trial.Study;
import org.dl4jvision.task.ExportedModel;
import org.dl4jvision.task.ModelPrediction;
import org.dl4jvision.task.ModelPrediction.Prepared;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.Tasks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Uses a trained model. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "dl4j-vision predict [OPTIONS] --out=DIR RUN IMAGES",
      "dl4j-vision predict [OPTIONS] --out=DIR --model=FILE IMAGES"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision predict runs/first new-images --out predicted",
      "  dl4j-vision predict runs/first new-images --out predicted --write labelme",
      "  dl4j-vision predict runs/first new-images --out predicted --ensemble runs/second"
          + " runs/third",
      "  dl4j-vision predict --model model.onnx new-images --out predicted"
    })
final class PredictCommand implements Callable<Integer> {

  private final Map<String, ModelPrediction> predictions = new HashMap<>();

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..2",
      paramLabel = "RUN IMAGES",
      description = {
        "RUN is the run folder of a training, unless there is --model.",
        "IMAGES is a folder of images, or one image."
      })
  private List<Path> paths = List.of();

  @Option(
      names = "--out",
      order = 1,
      paramLabel = "DIR",
      required = true,
      description = "Where to write; pictures of the same names are replaced.")
  private Path out;

  @Option(
      names = "--ensemble",
      order = 2,
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "Further runs: probabilities of pixels are averaged, detections put together. With the"
              + " folder of a study of one contestant as RUN all its runs are.")
  private List<Path> ensemble = new ArrayList<>();

  @Option(
      names = "--model",
      order = 2,
      paramLabel = "FILE",
      description = "A file of ONNX that 'export' wrote, instead of a run.")
  private Path model;

  @Option(
      names = "--input",
      order = 2,
      paramLabel = "IMAGES",
      description = "The images, instead of the last argument.")
  private Path input;

  @Option(
      names = "--write",
      order = 3,
      paramLabel = "NAME",
      description =
          "Also write what is found into OUT/NAME for a tool to open, to be corrected instead of"
              + " drawn: ${bundle:writers}. Connected pixels of a class are an object; boxes are"
              + " those of scores from 0.3.")
  private String write;

  /** Adds the options of all tasks, and says what they write. */
  static void addTasks(CommandLine predict) {
    CommandSpec spec = predict.getCommandSpec();
    PredictCommand command = predict.getCommand();
    for (Task<?> task : Tasks.REGISTRY.all()) {
      ModelPrediction prediction = task.prediction();
      command.predictions.put(task.name(), prediction);
      SharedOptions.add(spec, prediction, Set.of());
    }
    spec.resourceBundle(new Texts(PredictCommand::text))
        .usageMessage()
        .description(
            Tasks.REGISTRY.all().stream()
                .map(task -> task.manual().predictions())
                .collect(
                    Collectors.joining(
                        " ", "Write what the best model of a run makes of every image. ", "")));
  }

  private static String text(String key) {
    return key.equals("writers") ? String.join(", ", writers()) : SharedOptions.text(key);
  }

  @Override
  public Integer call() {
    predictions.values().forEach(ModelPrediction::check);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new IllegalArgumentException("--out " + out + " is a file, must be a folder");
    }
    DatasetWriter writer = write == null ? null : writer();
    if (model == null) {
      Path images = images(2);
      List<RunFolder> runs = runs();
      RunFolder run = runs.get(0);
      Task<?> task = Tasks.of(run);
      requireOneTask(task, runs);
      predictions.get(task.name()).others(runs.subList(1, runs.size()));
      predict(task, run.path() + " is a run", writer, p -> p.open(run, images));
      return 0;
    }
    Check.that(ensemble.isEmpty(), "ensemble", ensemble, "runs besides a run, not besides --model");
    Path images = images(1);
    try (ExportedModel exported = ExportedModel.open(model)) {
      String name = model + " is a model";
      predict(exported.task(), name, writer, p -> p.open(exported, images));
    }
    return 0;
  }

  /**
   * The images among the arguments.
   *
   * @param count of the arguments, if the images are one
   */
  private Path images(int count) {
    List<String> names = count == 1 ? List.of("IMAGES") : List.of("RUN", "IMAGES");
    int given = paths.size() + (input == null ? 0 : 1);
    if (given < count) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing required parameter: '" + String.join("', '", names.subList(given, count)) + "'");
    } else if (given > count) {
      throw new ParameterException(
          spec.commandLine(), "unexpected argument '" + paths.get(paths.size() - 1) + "'");
    }
    return input != null ? input : paths.get(paths.size() - 1);
  }

  private void predict(
      Task<?> task, String what, DatasetWriter writer, Function<ModelPrediction, Prepared> open) {
    SharedOptions.requireOwn(spec.commandLine().getParseResult(), what, task, predictions);
    ModelPrediction prediction = predictions.get(task.name());
    PrintWriter err = spec.commandLine().getErr();
    prediction.onProgress(err::println);
    Prepared prepared = open.apply(prediction);
    Warnings.print(prepared.warnings(), err);
    write(prepared, writer, err);
    requireAll(prepared.leftOut(), err);
  }

  private List<RunFolder> runs() {
    List<RunFolder> runs = new ArrayList<>();
    Path folder = paths.get(0);
    if (Study.isIn(folder)) {
      runs.addAll(Study.runs(folder));
    } else {
      runs.add(RunFolder.open(folder));
    }
    ensemble.forEach(other -> runs.add(RunFolder.open(other)));
    return runs;
  }

  private static void requireOneTask(Task<?> task, List<RunFolder> runs) {
    for (RunFolder run : runs) {
      Check.that(
          Tasks.of(run).name().equals(task.name()),
          "task of " + run.path(),
          Tasks.of(run).name(),
          task.name() + ", as of the other run");
    }
  }

  @SuppressWarnings("try") // the interrupt is open for its effect only
  private void write(Prepared prepared, DatasetWriter writer, PrintWriter err) {
    try (Interrupt interrupt = Interrupt.deletingUnfinished()) {
      if (writer == null) {
        err.println(prepared.write(out, labeled -> {}));
      } else {
        export(prepared, writer, err);
      }
    }
  }

  /** A script must know that there are images of which nothing is written. */
  private static void requireAll(List<String> leftOut, PrintWriter err) {
    if (!leftOut.isEmpty()) {
      Warnings.print(leftOut, err);
      throw new IllegalArgumentException(
          "images that cannot be read and are left out: " + leftOut.size() + "; see above");
    }
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

  private void export(Prepared prepared, DatasetWriter writer, PrintWriter err) {
    Classes classes =
        prepared
            .labelClasses()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--write " + write + ": what this run predicts are no objects"));
    Path home = out.resolve(writer.name());
    try (Export export = Export.open(writer, classes, home)) {
      err.println(prepared.write(out, labeled -> export.add(List.of(labeled), done -> {})));
      Warnings.print(export.finish(), err);
    }
    err.println("to be corrected, in " + home + ": " + writer.layout());
  }
}

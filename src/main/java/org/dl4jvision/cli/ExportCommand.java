package org.dl4jvision.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.dl4jvision.export.OnnxExport;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ExportedModel;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.Tasks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a trained model for programs without Deeplearning4j. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Write the best model of a run as ONNX, for programs in Python, C#, Java and more.",
      "",
      "What images must become before the model sees them is in the file's metadata. The file is"
          + " checked with ONNX Runtime, if that is on the class path. docs/export.md shows how"
          + " the model is used; 'predict --model' uses it, too."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision export runs/first --out model.onnx",
      "  dl4j-vision export runs/detector --out detector.onnx --decode",
      "  dl4j-vision predict --model model.onnx new-images --out predicted"
    })
final class ExportCommand implements Callable<Integer> {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run folder of a training.")
  private Path folder;

  @Option(
      names = "--out",
      order = 1,
      paramLabel = "FILE",
      required = true,
      description = "The file to write; one of this name is replaced.")
  private Path out;

  @Option(
      names = "--size",
      order = 2,
      paramLabel = "WxH",
      description =
          "The only width and height of images that the model takes, such as 640x480 (default: any"
              + " that the network takes).")
  private String size;

  @Option(
      names = "--decode",
      order = 3,
      description =
          "Of a detector: also give boxes, in pixels of the model's input, and scores of classes.")
  private boolean decode;

  @Option(
      names = "--suppress",
      order = 4,
      description =
          "Of a detector: also give what non-maximum suppression leaves, as rows of image, class,"
              + " score and edges.")
  private boolean suppress;

  @Override
  public Integer call() {
    RunFolder run = RunFolder.open(folder);
    Task<?> task = Tasks.of(run);
    ModelCard card = ModelCard.read(run, task.card());
    ComputationGraph network = ModelFile.best(run, card);
    Map<String, String> metadata = ExportedModel.metadata(card, network);
    OnnxExport.Builder export = OnnxExport.builder(network).metadata(metadata);
    if (size != null) {
      setSize(export, card.multipleOf());
    }
    if (suppress) {
      export.suppressed();
    } else if (decode) {
      export.decoded();
    }
    spec.commandLine().getErr().println(export.build().write(out).toString());
    return 0;
  }

  private void setSize(OnnxExport.Builder export, int multiple) {
    Matcher sides = SIZE.matcher(size);
    Check.that(sides.matches(), "size", size, "WIDTHxHEIGHT, such as 640x480");
    int width = Integer.parseInt(sides.group(1));
    int height = Integer.parseInt(sides.group(2));
    boolean fits = width % multiple == 0 && height % multiple == 0;
    Check.that(fits, "size", size, "multiples of " + multiple);
    export.size(height, width);
  }
}

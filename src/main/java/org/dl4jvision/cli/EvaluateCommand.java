package org.dl4jvision.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.SegmentationDataset;
import org.dl4jvision.data.SegmentationIterator;
import org.dl4jvision.data.Split;
import org.dl4jvision.report.JsonFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.train.ModelCard;
import org.dl4jvision.train.SegmentationRun;
import org.dl4jvision.train.SegmentationValidation;
import org.dl4jvision.train.SegmentationValidator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a trained model. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measure the best model of a run: IoU, Dice, precision and recall of each class, on whole"
            + " images.",
    customSynopsis = {
      "dl4j-vision evaluate [OPTIONS] RUN",
      "dl4j-vision evaluate detections --truth COCO.json --detections RESULTS.json [--json]"
    },
    subcommands = EvaluateDetectionsCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision evaluate runs/first                      its own validation images",
      "  dl4j-vision evaluate runs/first --split test --json  its test images, for a program",
      "  dl4j-vision evaluate runs/first --data others        images and masks of another folder",
      "  dl4j-vision evaluate detections --truth COCO.json --detections RESULTS.json"
    })
final class EvaluateCommand implements Callable<Integer>, ConfigFile.Configurable {

  @Spec private CommandSpec spec;

  /** Not required: the subcommand needs none. */
  @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run folder of a training.")
  private Path folder;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = "validation",
      description = "train, validation or test (default: ${DEFAULT-VALUE}).")
  private Split split;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images at once (default: as in the training).")
  private int batchSize = 1;

  @Mixin private DataOptions data = new DataOptions();

  @Override
  public boolean hasConfigFile() {
    return folder != null;
  }

  @Override
  public Path configFile() {
    return RunFolder.open(folder).configurationFile();
  }

  @Override
  public boolean takesUnknownKeys() {
    return true;
  }

  @Override
  public Integer call() {
    if (folder == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'RUN'");
    }
    RunFolder run = RunFolder.open(folder);
    ModelCard card = ModelCard.read(run);
    SegmentationDataset dataset = data.load(split);
    check(dataset, card);
    SegmentationIterator images =
        SegmentationIterator.builder(dataset, split)
            .batchSize(batchSize)
            .stride(card.stride())
            .normalization(card.normalization())
            .build();
    ComputationGraph network = SegmentationRun.restore(run.bestModel(), false);
    Acceleration.enable(network);
    print(dataset, new SegmentationValidator(images).validate(network));
    return 0;
  }

  private void check(SegmentationDataset dataset, ModelCard card) {
    if (dataset.size(split) == 0) {
      throw new IllegalArgumentException(
          "the data set '" + dataset.name() + "' has no " + name(split) + " images");
    }
    if (dataset.channels() != card.channels()) {
      throw new IllegalArgumentException(
          String.format(
              "the images of '%s' have %d channels, the model of %s needs %d",
              dataset.name(), dataset.channels(), folder, card.channels()));
    }
    if (dataset.classNames().size() != card.classNames().size()) {
      throw new IllegalArgumentException(
          String.format(
              "'%s' has %d classes, the model of %s has %d",
              dataset.name(), dataset.classNames().size(), folder, card.classNames().size()));
    }
  }

  private void print(SegmentationDataset dataset, SegmentationValidation validation) {
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("data", dataset.name());
      result.put("split", name(split));
      result.put("images", dataset.size(split));
      result.put("loss", validation.loss());
      result.put("scores", validation.scores());
      spec.commandLine().getOut().println(JsonFile.toText(result));
    } else {
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%s, %d %s images, loss %.4f%n%s",
              dataset.name(),
              dataset.size(split),
              name(split),
              validation.loss(),
              validation.evaluation().stats());
    }
    spec.commandLine().getOut().flush();
  }

  private static String name(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }
}

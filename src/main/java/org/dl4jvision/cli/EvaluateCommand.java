package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.dl4jvision.report.CocoResults;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TrainingRun;
import org.dl4jvision.task.detection.DetectionCard;
import org.dl4jvision.task.detection.DetectionPredictor;
import org.dl4jvision.task.segmentation.ModelCard;
import org.dl4jvision.task.segmentation.SegmentationValidation;
import org.dl4jvision.task.segmentation.SegmentationValidator;
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
        "Measure the best model of a run on whole images: IoU, Dice, precision and recall of each"
            + " class for a segmentation, COCO's and Pascal VOC's average precision for a"
            + " detector.",
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

  @Option(
      names = "--detections",
      paramLabel = "FILE",
      description = "Where to write what a detector found, as COCO's results (default: nowhere).")
  private Path detections;

  @Mixin private DataOptions data = new DataOptions();

  @Mixin private DetectionDataOptions format = new DetectionDataOptions();

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
    if (Task.of(run) == Task.DETECTION) {
      evaluateDetector(run);
    } else {
      evaluateSegmentation(run);
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void evaluateDetector(RunFolder run) {
    DetectionCard card = DetectionCard.read(run);
    DetectionPredictor predictor = card.predictor(TrainingRun.restore(run.bestModel(), false));
    DetectionDataset dataset =
        format.load(
            data.folder(), predictor.head().tellsClasses() ? card.classNames() : null, split);
    check(dataset.name(), dataset.channels(), card.channels());
    DetectionDataset view = predictor.view(dataset);
    DetectionEvaluation evaluation = new DetectionEvaluation(view.classNames());
    CocoResults results = new CocoResults(view.categoryIds());
    predictor.predict(
        view,
        split,
        batchSize,
        found -> {
          evaluation.add(view.objects(split, found.index()), found.detections());
          results.add(view.imageId(split, found.index()), found.detections());
        });
    if (detections != null) {
      results.write(detections);
    }
    DetectionReport report =
        new DetectionReport(evaluation, view.categoryIds().stream().map(Long::valueOf).toList());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("data", dataset.name());
      result.put("split", name(split));
      result.putAll(report.toMap());
      out.println(JsonFile.toText(result));
    } else {
      out.printf("%s, %s images: ", dataset.name(), name(split));
      report.print(out);
    }
  }

  private void evaluateSegmentation(RunFolder run) {
    ModelCard card = ModelCard.read(run);
    SegmentationDataset dataset = data.load(split);
    check(dataset, card);
    SegmentationIterator images =
        SegmentationIterator.builder(dataset, split)
            .batchSize(batchSize)
            .stride(card.stride())
            .normalization(card.normalization())
            .build();
    ComputationGraph network = TrainingRun.restore(run.bestModel(), false);
    Acceleration.enable(network);
    print(dataset, new SegmentationValidator(images).validate(network));
  }

  private void check(SegmentationDataset dataset, ModelCard card) {
    if (dataset.size(split) == 0) {
      throw new IllegalArgumentException(
          "the data set '" + dataset.name() + "' has no " + name(split) + " images");
    }
    check(dataset.name(), dataset.channels(), card.channels());
    if (dataset.classNames().size() != card.classNames().size()) {
      throw new IllegalArgumentException(
          String.format(
              "'%s' has %d classes, the model of %s has %d",
              dataset.name(), dataset.classNames().size(), folder, card.classNames().size()));
    }
  }

  private void check(String name, int channels, int wanted) {
    if (channels != wanted) {
      throw new IllegalArgumentException(
          String.format(
              "the images of '%s' have %d channels, the model of %s needs %d",
              name, channels, folder, wanted));
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
  }

  private static String name(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }
}

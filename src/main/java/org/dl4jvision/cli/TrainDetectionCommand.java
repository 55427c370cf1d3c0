package org.dl4jvision.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.Resizing;
import org.dl4jvision.report.DetectionScores;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.task.AugmentationPreset;
import org.dl4jvision.task.TrainingRun;
import org.dl4jvision.task.detection.DetectionRun;
import org.dl4jvision.task.detection.DetectionTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a detector. */
@Command(
    name = "detection",
    mixinStandardHelpOptions = true,
    resourceBundle = Registered.BUNDLE,
    sortOptions = false,
    description = {
      "Train a network to find objects: a box, a class and a score for each.",
      "",
      "Without --data it learns to find things in built-in drawn pictures. Everything about a"
          + " training is written to a run folder: configuration, metrics, curves, pictures, the"
          + " best and the last model."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision train detection",
      "      built-in pictures, a few minutes",
      "  dl4j-vision train detection --data VOC2007",
      "      Annotations/, JPEGImages/ and ImageSets/Main/train.txt and val.txt",
      "  dl4j-vision train detection --data coco --head yolo --box-loss ciou --image-size 416",
      "      annotations/instances_train2017.json and train2017/, and the same for val2017",
      "  dl4j-vision train detection --box-loss \"smooth-l1(beta=0.1)\" --augmentation all",
      "      another loss of the boxes; pictures without an up and a down",
      "  dl4j-vision train detection --resume runs/first --epochs 80",
      "      go on with a training that was interrupted, or make it longer"
    })
final class TrainDetectionCommand extends TrainTaskCommand<DetectionTraining> {

  private static final int WARNINGS = 5;

  /** Of a training that nothing was said about, on machines that would take longer. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(285);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with images and their objects, as Pascal VOC, COCO or YOLO have them (default:"
              + " built-in drawn pictures of things).")
  private Path data;

  @Mixin private DetectionDataOptions format = new DetectionDataOptions();

  @Option(
      names = "--head",
      paramLabel = "NAME",
      defaultValue = "fcos",
      description = "${bundle:heads} (default: ${DEFAULT-VALUE}).",
      completionCandidates = Registered.HeadNames.class)
  private String head;

  @Option(
      names = "--backbone",
      paramLabel = "NAME",
      defaultValue = "small",
      description = "What finds the features: small, medium or plain (default: ${DEFAULT-VALUE}).")
  private String backbone;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description =
          "Side of the network's square input, a multiple of 32 (default: the images' longest side,"
              + " at most 320).")
  private Integer imageSize;

  @Option(
      names = "--resizing",
      paramLabel = "KIND",
      defaultValue = "letterbox",
      description =
          "letterbox (proportions are kept) or stretch (the square is full)"
              + " (default: ${DEFAULT-VALUE}).")
  private Resizing resizing;

  @Option(
      names = "--class-loss",
      paramLabel = "EXPRESSION",
      description =
          "Loss of the classes (default: the head's); 'dl4j-vision loss list' names them all.")
  private String classLoss;

  @Option(
      names = "--box-loss",
      paramLabel = "EXPRESSION",
      description = "Loss of the boxes: giou, ciou, smooth-l1, l1, .. (default: the head's).")
  private String boxLoss;

  @Option(
      names = "--box-weight",
      paramLabel = "X",
      description = "What the loss of the boxes is multiplied by (default: the head's).")
  private Double boxWeight;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Passes through the training images (default: 10 to 200, by their number; with built-in"
              + " pictures as many as 4.75 minutes allow, at most 48).")
  private Integer epochs;

  @Option(names = "--batch-size", paramLabel = "N", description = "Images a step (default: 8).")
  private Integer batchSize;

  @Option(
      names = {"--learning-rate", "--lr"},
      paramLabel = "X",
      defaultValue = "0.006",
      description = "Highest learning rate of Adam (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--augmentation",
      paramLabel = "KIND",
      description =
          "Random changes of training images: none, upright (mirrored left and right, size, light)"
              + " or all (flips, quarter turns, size, light) (default: all for gray and the built-in"
              + " pictures, upright for colour).")
  private AugmentationPreset augmentation;

  @Option(
      names = "--mosaic",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of training images put together with three others (default: ${DEFAULT-VALUE}).")
  private double mosaic;

  @Override
  DetectionTraining training() {
    data = data == null ? null : data.toAbsolutePath().normalize(); // as a run keeps it
    DetectionDataset dataset = format.load(data, null, Split.TRAIN, Split.VALIDATION);
    dataset.warnings().stream().limit(WARNINGS).forEach(w -> err().println("warning: " + w));
    if (dataset.warnings().size() > WARNINGS) {
      err().printf("warning: and %d more like these%n", dataset.warnings().size() - WARNINGS);
    }
    if (data == null && augmentation == null) {
      augmentation = AugmentationPreset.ALL; // drawn things have no up and down
    }
    // Not part of the run's configuration: a run that is resumed has been asked for more.
    Duration limit =
        data == null && epochs == null && timeLimit() == null ? FIRST_LOOK : timeLimit();
    head = head.toLowerCase(Locale.ROOT); // as a run keeps it
    DetectionTraining training =
        DetectionTraining.builder(dataset)
            .head(head)
            .encoder(backbone)
            .imageSize(imageSize)
            .resizing(resizing)
            .classLoss(classLoss)
            .boxLoss(boxLoss)
            .boxWeight(boxWeight)
            .epochs(epochs)
            .timeLimit(limit)
            .batchSize(batchSize)
            .learningRate(learningRate)
            .augmentation(augmentation)
            .mosaic(mosaic)
            .l2(l2)
            .seed(seed)
            .build();
    // What was chosen becomes part of the run's configuration.
    imageSize = training.imageSize();
    classLoss = training.head().classLoss().toString();
    boxLoss = training.head().boxLoss().toString();
    boxWeight = training.head().boxWeight();
    epochs = training.epochs();
    batchSize = training.batchSize();
    augmentation = training.augmentation();
    return training;
  }

  @Override
  TrainingRun<?, ?> create(DetectionTraining training, RunFolder folder) {
    return DetectionRun.create(training, folder);
  }

  @Override
  TrainingRun<?, ?> resume(DetectionTraining training, RunFolder folder) {
    return DetectionRun.resume(training, folder);
  }

  @Override
  String outcome(RunFolder folder) {
    RunSummary<DetectionScores> summary = folder.readSummary(DetectionScores.class);
    return summary.bestEpoch() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "best epoch %d of %d: mAP@0.5 %.4f, mAP %.4f; %.0f s",
            summary.bestEpoch(),
            summary.epochs(),
            summary.best().map50(),
            summary.best().map(),
            summary.seconds());
  }
}

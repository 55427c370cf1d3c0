package org.dl4jvision.cli;

import java.util.Locale;
import org.dl4jvision.data.Split;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.task.AugmentationPreset;
import org.dl4jvision.task.TrainingRun;
import org.dl4jvision.task.segmentation.OutputActivation;
import org.dl4jvision.task.segmentation.SegmentationRun;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a U-Net. */
@Command(
    name = "segmentation",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Train a U-Net to give every pixel of an image its class.",
      "",
      "Without --data it learns to find cells in built-in drawn pictures. Everything about a"
          + " training is written to a run folder: configuration, metrics, curves, pictures, the"
          + " best and the last model."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision train segmentation",
      "      built-in pictures, a few minutes",
      "  dl4j-vision train segmentation --data photos --classes 12 --ignore-index 11",
      "      photos/train/images and labels, photos/val/images and labels; masks of class indices",
      "  dl4j-vision train segmentation --loss \"2*dice(squared=false) + cross-entropy\" --epochs 50",
      "      another loss, weighted and with an option",
      "  dl4j-vision train segmentation --config runs/first/configuration.json --learning-rate 3e-4",
      "      as before, but for one option; a config file holds 'option: value' in JSON or YAML",
      "  dl4j-vision train segmentation --resume runs/first --epochs 80",
      "      go on with a training that was interrupted, or make it longer"
    })
final class TrainSegmentationCommand extends TrainTaskCommand<SegmentationTraining> {

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--loss",
      paramLabel = "EXPRESSION",
      defaultValue = "dice + cross-entropy",
      description =
          "Sum of losses with optional weights and options (default: ${DEFAULT-VALUE});"
              + " 'dl4j-vision loss list' names them.")
  private String loss;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "softmax",
      description =
          "softmax (classes exclude each other) or sigmoid (each by itself)"
              + " (default: ${DEFAULT-VALUE}).")
  private OutputActivation activation;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes through the training images (default: 10 to 100, by their number).")
  private Integer epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images a step (default: 2 to 8, by the size of the crops).")
  private Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "0.001",
      description = "Highest learning rate of Adam (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--crop",
      paramLabel = "PIXELS",
      description =
          "Side of the random square crops of training images, 0 for whole images"
              + " (default: the shorter side of the smallest image, at most 256).")
  private Integer crop;

  @Option(
      names = "--augmentation",
      paramLabel = "KIND",
      description =
          "Random changes of training images: none, upright (mirrored left and right, light) or"
              + " all (flips, quarter turns, light) (default: all for gray, upright for colour).")
  private AugmentationPreset augmentation;

  @Option(
      names = "--base-channels",
      paramLabel = "N",
      defaultValue = "16",
      description = "Channels of the first level of the U-Net (default: ${DEFAULT-VALUE}).")
  private int baseChannels;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often the U-Net halves the image (default: ${DEFAULT-VALUE}).")
  private int depth;

  @Option(
      names = "--l1",
      paramLabel = "X",
      defaultValue = "0",
      description = "L1 regularization of the weights (default: ${DEFAULT-VALUE}).")
  private double l1;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      defaultValue = "0",
      description = "Share of values dropped at the bottom of the U-Net (default: 0).")
  private double dropout;

  @Override
  TrainingRun<?, ?> create(SegmentationTraining training, RunFolder folder) {
    return SegmentationRun.create(training, folder);
  }

  @Override
  TrainingRun<?, ?> resume(SegmentationTraining training, RunFolder folder) {
    return SegmentationRun.resume(training, folder);
  }

  @Override
  String outcome(RunFolder folder) {
    RunSummary<SegmentationScores> summary = folder.readSummary(SegmentationScores.class);
    return summary.bestEpoch() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "best epoch %d of %d: foreground Dice %.4f, mean Dice %.4f, mean IoU %.4f; %.0f s",
            summary.bestEpoch(),
            summary.epochs(),
            summary.best().foregroundDice(),
            summary.best().meanDice(),
            summary.best().meanIoU(),
            summary.seconds());
  }

  @Override
  SegmentationTraining training() {
    SegmentationTraining training =
        SegmentationTraining.builder(data.load(Split.TRAIN, Split.VALIDATION))
            .loss(loss)
            .activation(activation)
            .epochs(epochs)
            .timeLimit(timeLimit())
            .batchSize(batchSize)
            .learningRate(learningRate)
            .crop(crop)
            .augmentation(augmentation)
            .baseChannels(baseChannels)
            .depth(depth)
            .l1(l1)
            .l2(l2)
            .dropout(dropout)
            .seed(seed)
            .build();
    // What was chosen becomes part of the run's configuration.
    epochs = training.epochs();
    batchSize = training.batchSize();
    crop = training.crop();
    augmentation = training.augmentation();
    return training;
  }
}

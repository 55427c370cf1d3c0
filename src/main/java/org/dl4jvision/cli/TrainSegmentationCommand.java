package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dl4jvision.data.SegmentationDataset;
import org.dl4jvision.data.Split;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.train.AugmentationPreset;
import org.dl4jvision.train.OutputActivation;
import org.dl4jvision.train.SegmentationRun;
import org.dl4jvision.train.SegmentationTraining;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class TrainSegmentationCommand implements Callable<Integer>, ConfigFile.Configurable {

  @Spec private CommandSpec spec;

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
      names = "--max-minutes",
      paramLabel = "T",
      description = "End after this time, with a learning rate that falls in time.")
  private Double maxMinutes;

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
      names = "--l2",
      paramLabel = "X",
      defaultValue = "0",
      description = "L2 regularization of the weights (default: ${DEFAULT-VALUE}).")
  private double l2;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      defaultValue = "0",
      description = "Share of values dropped at the bottom of the U-Net (default: 0).")
  private double dropout;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "The same seed gives the same training (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads (default: all cores).")
  private Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder, new or empty (default: runs/segmentation-DATE-TIME).")
  private Path out;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "JSON or YAML with any of these options; the command line wins.")
  private Path config;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Go on with the training in this run folder, with its options.")
  private Path resume;

  @Override
  public boolean hasConfigFile() {
    return resume != null || config != null;
  }

  @Override
  public Path configFile() {
    return resume == null ? config : RunFolder.open(resume).configurationFile();
  }

  @Override
  @SuppressWarnings("try") // the interrupt is open for its effect only
  public Integer call() {
    if (resume != null && (config != null || out != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume uses the run's own folder and options: no --config or --out");
    }
    if (maxMinutes != null && !(maxMinutes > 0)) {
      throw new IllegalArgumentException("--max-minutes must be more than 0, but is " + maxMinutes);
    }
    if (threads != null) {
      Threads.limit(threads);
    }
    SegmentationTraining training = training(data.load(Split.TRAIN, Split.VALIDATION));
    RunFolder folder = folder();
    SegmentationRun run =
        resume == null
            ? SegmentationRun.create(training, folder)
            : SegmentationRun.resume(training, folder);
    folder.writeConfiguration(ConfigFile.of(spec));
    PrintWriter err = spec.commandLine().getErr();
    err.println(Console.describe(training));
    err.println("run folder " + folder.path());

    Console console = new Console(err, training);
    Trainer<?> trainer = run.trainer().listener(console).build();
    try (Interrupt interrupt = new Interrupt(trainer::stop)) {
      report(fit(trainer, console), folder);
    }
    return 0;
  }

  private static TrainingResult<?> fit(Trainer<?> trainer, Console console) {
    try (console) {
      return trainer.fit();
    }
  }

  private RunFolder folder() {
    if (resume != null) {
      return RunFolder.open(resume);
    }
    return out == null
        ? RunFolder.createNew(RunFolder.DEFAULT_PARENT, "segmentation")
        : RunFolder.create(out, RunFolder.Existing.REFUSE);
  }

  private void report(TrainingResult<?> result, RunFolder folder) {
    RunSummary summary = folder.readSummary();
    PrintWriter out = spec.commandLine().getOut();
    if (summary.bestEpoch() > 0) {
      out.printf(
          Locale.ROOT,
          "best epoch %d of %d: foreground Dice %.4f, mean Dice %.4f, mean IoU %.4f; %.0f s%n",
          summary.bestEpoch(),
          summary.epochs(),
          summary.best().foregroundDice(),
          summary.best().meanDice(),
          summary.best().meanIoU(),
          summary.seconds());
    }
    if (result.end() == TrainingResult.End.STOPPED) {
      out.printf(
          "stopped after %d epochs; go on with: dl4j-vision train segmentation --resume %s%n",
          result.epochs(), folder.path());
    }
    out.flush();
  }

  private SegmentationTraining training(SegmentationDataset dataset) {
    SegmentationTraining training =
        SegmentationTraining.builder(dataset)
            .loss(loss)
            .activation(activation)
            .epochs(epochs)
            .timeLimit(
                maxMinutes == null ? null : Duration.ofMillis(Math.round(maxMinutes * 60_000)))
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

package org.dl4jvision.task.segmentation;

import java.util.Optional;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Resize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.CropSampling;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.task.DataOptions;
import org.dl4jvision.task.Sampling;
import org.dl4jvision.task.TileOptions;
import org.dl4jvision.task.TrainingOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a {@link SegmentationTraining}. */
public final class SegmentationOptions extends TrainingOptions<SegmentationValidation> {

  /** The images that {@link #open} trains on. */
  @Mixin public final SegmentationData source = new SegmentationData();

  /** For images that are too large to be validated as a whole. */
  @Mixin public final TileOptions tiles = new TileOptions();

  /** An expression that {@link org.dl4jvision.loss.Losses#parse} reads. */
  @Option(
      names = "--loss",
      order = 30,
      paramLabel = "EXPRESSION",
      description =
          "Sum of losses with optional weights and options (default: ${DEFAULT-VALUE});"
              + " 'dl4j-vision loss list' names them. classWeights=median, and what else 'list"
              + " weightings' names, is counted on the training images.")
  public String loss = "dice + cross-entropy";

  /** How outputs become probabilities. */
  @Option(
      names = "--activation",
      order = 31,
      paramLabel = "NAME",
      description =
          "softmax (classes exclude each other) or sigmoid (each by itself) (default: softmax).")
  public ClassActivation activation = ClassActivation.SOFTMAX;

  /** What images become before the network sees them, as {@link Resize} reads it; null: nothing. */
  @Option(
      names = "--resize",
      order = 42,
      paramLabel = "LONGER|WxH|FACTOR",
      description =
          "Size of the images that the network sees: the longer side in pixels (1024),"
              + " WIDTHxHEIGHT (640x480) or a factor (0.25). Predictions come back in the image's"
              + " own size (default: images stay as they are).")
  public String resize;

  /**
   * Side of the square training crops, 0 for whole images; null: the shorter side of the smallest
   * image, but at least half of that of the median image, and at most 256. Smaller images are
   * continued as their mirror image, which counts for nothing.
   */
  @Option(
      names = "--crop",
      order = 43,
      paramLabel = "PIXELS",
      description =
          "Side of the random square crops of training images, 0 for whole images"
              + " (default: the shorter side of the smallest image, at least half of the median"
              + " one's, at most 256). Smaller images are padded.")
  public Integer crop;

  /** Which crops are drawn more often than others. */
  @Option(
      names = "--sampling",
      order = 46,
      paramLabel = "KIND",
      description =
          "Which training images and crops are drawn: uniform (all alike), foreground (a third of"
              + " the crops shows a pixel of a class other than the background) or balanced (of a"
              + " class drawn first, on an image that has it) (default: uniform).")
  public Sampling sampling = Sampling.UNIFORM;

  /** Share of the crops that are drawn so, [0, 1]; null: 1/3 of foreground, all of balanced. */
  @Option(
      names = "--sampling-share",
      order = 46,
      paramLabel = "SHARE",
      description = "Share of the crops drawn so (default: 1/3 of foreground, 1 of balanced).")
  public Double samplingShare;

  /** What finds the features, by its name in {@link Encoders}. */
  @Option(
      names = "--encoder",
      order = 50,
      paramLabel = "NAME",
      description = "What finds the features: ${bundle:encoders} (default: ${DEFAULT-VALUE}).")
  public String encoder = "plain";

  /** What leads back to the size of the image, by its name in {@link Decoders}. */
  @Option(
      names = "--decoder",
      order = 51,
      paramLabel = "NAME",
      description =
          "What leads back to the size of the image: ${bundle:decoders} (default:"
              + " ${DEFAULT-VALUE}).")
  public String decoder = "unet";

  /** Channels of the encoder's first stage; null: the encoder's own. */
  @Option(
      names = "--base-channels",
      order = 52,
      paramLabel = "N",
      description = "Channels of the first level of the network (default: the encoder's, 16).")
  public Integer baseChannels;

  /** How often the encoder halves the size; null: the encoder's own. */
  @Option(
      names = "--depth",
      order = 53,
      paramLabel = "N",
      description = "How often the network halves the image (default: the encoder's, 3 for plain).")
  public Integer depth;

  /** Weight of the sum of the absolute weights. */
  @Option(
      names = "--l1",
      order = 54,
      paramLabel = "X",
      description = "L1 regularization of the weights (default: 0).")
  public double l1;

  /** Share of values dropped at the bottom of the network. */
  @Option(
      names = "--dropout",
      order = 55,
      paramLabel = "P",
      description = "Share of values dropped at the bottom of the network (default: 0).")
  public double dropout;

  /** Batches of every epoch whose gradients are measured at its end; null: none. */
  @Option(
      names = "--record-gradients",
      order = 109,
      arity = "0..1",
      fallbackValue = "4",
      paramLabel = "BATCHES",
      description =
          "After every epoch measure the gradients of its first batches, 4 where no number is"
              + " given, and write them to gradients.csv: norms, whether the terms of the loss"
              + " agree, noise scale, shares of classes. A batch takes as long as a step for each"
              + " term of the loss; the training stays the same.")
  public Integer recordGradients;

  public SegmentationOptions() {
    super(null);
  }

  /**
   * The highest learning rate: the one that is given, or 0.003. At such a high one what is learned
   * already would be lost, and without normalization a training may diverge: there it is 0.001.
   */
  @Override
  public double learningRate() {
    boolean careful = initial.given() || Boolean.FALSE.equals(recipe.batchNorm);
    return learningRate != null ? learningRate : careful ? 1e-3 : 3e-3;
  }

  @Override
  public SegmentationTraining open() {
    Split[] splits = {Split.TRAIN, Split.VALIDATION};
    // It is resized images that stay in memory.
    return new SegmentationTraining(
        resize().isPresent() ? source.openOnce(splits) : source.open(splits), this);
  }

  /** How crops are drawn from the training images; empty where all are alike. */
  Optional<CropSampling> crops(SegmentationDataset dataset) {
    return switch (sampling) {
      case UNIFORM -> Optional.empty();
      case FOREGROUND -> Optional.of(CropSampling.foreground(dataset, share(1 / 3.0), seed));
      case BALANCED -> Optional.of(CropSampling.balanced(dataset, share(1), seed));
    };
  }

  private double share(double usual) {
    return samplingShare == null ? usual : samplingShare;
  }

  /** What images become. */
  Optional<Resize> resize() {
    return Optional.ofNullable(resize).map(Resize::new);
  }

  @Override
  public String text(String key) {
    return switch (key) {
      case "data.help" ->
          "Folder with images and their masks or outlines, as any tool of 'dl4j-vision list"
              + " formats' writes them (default: built-in drawn images of cells).";
      case "epochs.default" -> "10 to 100, by their number";
      case "learning-rate.default" -> "0.003; with weights or without --batch-norm 0.001";
      case "batch-size.default" -> "2 to 8, by the size of the crops";
      case "formats" -> DataOptions.formats(FolderSegmentationDataset.CONTENTS);
      case "encoders" -> list(Encoders.REGISTRY);
      case "decoders" -> list(Decoders.REGISTRY);
      default -> super.text(key);
    };
  }

  @Override
  public void check() {
    super.check();
    Check.given("activation", activation);
    Check.given("loss", loss);
    Check.given("sampling", sampling);
    Check.coefficient("l1", l1);
    resize();
    atLeast("crop", crop, 0);
    atLeast("record-gradients", recordGradients, 1);
    tiles.check();
    Check.that(
        sampling != Sampling.FOREGROUND || crop == null || crop > 0,
        "crop",
        crop,
        "sides of crops, as --sampling foreground places them");
    if (samplingShare != null) {
      Check.unit("sampling-share", samplingShare);
      Check.that(
          sampling != Sampling.UNIFORM,
          "sampling-share",
          samplingShare,
          "with --sampling foreground or balanced only");
    }
  }
}

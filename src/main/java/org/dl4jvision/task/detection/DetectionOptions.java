package org.dl4jvision.task.detection;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.detection.Resizing;
import org.dl4jvision.data.detection.Slices;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.task.DataOptions;
import org.dl4jvision.task.Sampling;
import org.dl4jvision.task.TrainingOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a {@link DetectionTraining}. */
public final class DetectionOptions extends TrainingOptions<DetectionValidation> {

  /** The time limit of a training with defaults only, on machines that would take longer. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(285);

  /** The images that {@link #open} trains on. */
  @Mixin public final DetectionData source = new DetectionData();

  /** What the network's output means, by its name in {@link Heads}. */
  @Option(
      names = "--head",
      order = 30,
      paramLabel = "NAME",
      description = "${bundle:heads} (default: ${DEFAULT-VALUE}).")
  public String head = "fcos";

  /** What finds the features, by its name in {@link Encoders}. */
  @Option(
      names = "--backbone",
      order = 31,
      paramLabel = "NAME",
      description = "What finds the features: ${bundle:encoders} (default: ${DEFAULT-VALUE}).")
  public String backbone = "small";

  /**
   * Side of the network's square input, a multiple of 32; null: the longest side of the images, at
   * most 320.
   */
  @Option(
      names = "--image-size",
      order = 32,
      paramLabel = "PIXELS",
      description =
          "Side of the network's square input, a multiple of 32 (default: the images' longest side,"
              + " at most 320).")
  public Integer imageSize;

  /** How images become that square. */
  @Option(
      names = "--resizing",
      order = 33,
      paramLabel = "KIND",
      description =
          "letterbox (proportions are kept) or stretch (the square is full) (default: letterbox).")
  public Resizing resizing = Resizing.LETTERBOX;

  /** In which parts images are seen. */
  @Mixin public final SliceOptions slices = new SliceOptions();

  /** An expression that {@link org.dl4jvision.loss.Losses#parse} reads; null: the head's. */
  @Option(
      names = "--class-loss",
      order = 34,
      paramLabel = "EXPRESSION",
      description =
          "Loss of the classes (default: the head's); 'dl4j-vision loss list' names them all,"
              + " 'list weightings' the class weights that are counted.")
  public String classLoss;

  /** An expression that {@link org.dl4jvision.loss.Losses#parse} reads; null: the head's. */
  @Option(
      names = "--box-loss",
      order = 35,
      paramLabel = "EXPRESSION",
      description = "Loss of the boxes: giou, ciou, smooth-l1, l1, .. (default: the head's).")
  public String boxLoss;

  /** What the loss of the boxes is multiplied by; null: the head's. */
  @Option(
      names = "--box-weight",
      order = 36,
      paramLabel = "X",
      description = "What the loss of the boxes is multiplied by (default: the head's).")
  public Double boxWeight;

  /** Which training images are drawn more often than others: uniform or balanced. */
  @Option(
      names = "--sampling",
      order = 46,
      paramLabel = "KIND",
      description =
          "Which training images are drawn: uniform (all alike) or balanced (those of rare classes"
              + " more often, by repeat factors) (default: uniform).")
  public Sampling sampling = Sampling.UNIFORM;

  /** Share of training samples that are put together with three others, [0, 1]. */
  @Option(
      names = "--mosaic",
      order = 50,
      paramLabel = "SHARE",
      description = "Share of training images put together with three others (default: 0).")
  public double mosaic;

  public DetectionOptions() {
    super(6e-3);
  }

  /** Without data of one's own and wishes for its length the training ends after 4.75 minutes. */
  @Override
  public DetectionTraining open() {
    // The limit is no part of the run's configuration: who resumes a run asks for more.
    boolean firstLook = source.data == null && epochs == null && maxMinutes == null;
    return on(source.open(Split.TRAIN, Split.VALIDATION), firstLook ? FIRST_LOOK : null);
  }

  /** The training that these options describe, on images that were opened, or a part of them. */
  public DetectionTraining on(DetectionDataset dataset) {
    return on(dataset, null);
  }

  private DetectionTraining on(DetectionDataset dataset, Duration limit) {
    DetectionOptions options = DetectionTraining.copyOf(this);
    if (source.data == null && augmentation == null) {
      options.augmentation = "all"; // Drawn objects have no up and down.
    }
    return new DetectionTraining(dataset, options, limit);
  }

  @Override
  public String text(String key) {
    return switch (key) {
      case "data.help" ->
          "Folder with images and their objects, as any tool of 'dl4j-vision list formats' writes"
              + " them (default: built-in drawn images).";
      case "epochs.default" ->
          "10 to 200, by their number; with built-in images as many as 4.75 minutes allow, at most"
              + " 48";
      case "batch-size.default" -> "8";
      case "augmentation.help" ->
          "Random changes of training images: none, upright (mirrored left and right, size, light),"
              + " all (flips, quarter turns, size, light), strong, or a sum such as 'all +"
              + " rotation(degrees=15) + copy-paste'; 'dl4j-vision list augmentations' names them"
              + " (default: all for gray and the built-in images, upright for color).";
      case "formats" -> DataOptions.formats(FolderDetectionDataset.CONTENTS);
      case "heads" -> list(Heads.REGISTRY);
      case "encoders" -> list(Encoders.REGISTRY);
      default -> super.text(key);
    };
  }

  /** Refuses names that there are not, and losses that cannot be read, before any data are. */
  public void checkNames() {
    Heads.REGISTRY.get(head);
    Encoders.get(backbone);
    Optional.ofNullable(classLoss).map(ClassWeighting::none).ifPresent(Losses::parse);
    Optional.ofNullable(boxLoss).ifPresent(BoxLossExpression::parse);
  }

  @Override
  public void check() {
    super.check();
    atLeast("image-size", imageSize, 1);
    Check.unit("mosaic", mosaic);
    if (boxWeight != null) {
      Check.coefficient("box-weight", boxWeight);
    }
    Check.given("resizing", resizing);
    slices.or(Slices.NONE);
    Check.that(
        sampling == Sampling.UNIFORM || sampling == Sampling.BALANCED,
        "sampling",
        sampling.name().toLowerCase(Locale.ROOT),
        "uniform, balanced");
  }
}

package org.dl4jvision.task.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionAugmentation;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.detection.OneClass;
import org.dl4jvision.data.detection.RepeatFactors;
import org.dl4jvision.data.detection.SlicedDataset;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadBuilder;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.DetectionNetwork;
import org.dl4jvision.network.EncoderNetwork;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.Sampling;
import org.dl4jvision.task.Training;
import org.dl4jvision.train.TrainingData;

/**
 * How a detector is trained on a data set.
 *
 * <pre>{@code
 * DetectionTraining training =
 *     DetectionTraining.of(
 *         dataset,
 *         options -> {
 *           options.head = "fcos";
 *           options.boxLoss = "giou";
 *         });
 * ComputationGraph network = training.newNetwork();
 * training.trainer(network).listener(..).build().fit();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class DetectionTraining extends Training<DetectionValidation> {

  /** A validation pass may take this share of the time of the training between two of them. */
  private static final double VALIDATION_SHARE = 0.2;

  private static final double IMAGES_WANTED = 19_200;
  private static final int MAX_SIDE = 320;
  private static final int STRIDE = 32;

  private final DetectionDataset dataset;
  private final DetectionOptions chosen;
  private final Duration limit;
  private final SliceChoice choice;
  private final SlicedDataset parts;
  private final Head head;
  private final DetectionNetwork model;
  private final int validateEvery;

  /**
   * @throws IllegalArgumentException for a value outside its range, a loss that cannot be read or a
   *     data set without training or validation images
   */
  public DetectionTraining(DetectionDataset dataset, DetectionOptions options) {
    this(dataset, options, null);
  }

  /**
   * @param limit when the training ends; null: as the options say
   */
  DetectionTraining(DetectionDataset dataset, DetectionOptions options, Duration limit) {
    Objects.requireNonNull(dataset, "dataset").require(Split.TRAIN, Split.VALIDATION);
    chosen = copyOf(options);
    this.limit = limit;
    HeadType type = Heads.REGISTRY.get(chosen.head);
    chosen.head = type.name();
    chosen.backbone = Encoders.get(chosen.backbone).name();
    this.dataset = type.tellsClasses() ? dataset : new OneClass(dataset);
    ObjectWeights.count(this.dataset, chosen);
    if (chosen.imageSize == null) {
      chosen.imageSize = side(dataset);
    }
    if (chosen.batchSize == null) {
      chosen.batchSize = 8;
    }
    ImageSize square = ImageSize.square(chosen.imageSize);
    requireStep(Math.min(chosen.batchSize, dataset.size(Split.TRAIN)), dataset.channels(), square);
    choice = SliceChoice.of(this.dataset, chosen, this::head);
    chosen.slices.set(choice.slices());
    parts = SlicedDataset.forTraining(this.dataset, choice.slices(), chosen.seed);
    head = choice.head();
    chosen.classLoss = head.classLoss().toString();
    chosen.boxLoss = head.boxLoss().toString();
    chosen.boxWeight = head.boxWeight();
    model =
        DetectionNetwork.builder(head)
            .inputChannels(dataset.channels())
            .encoder(chosen.backbone)
            .batchNormalization(chosen.recipe.batchNorm)
            .updater(chosen.recipe.updater(chosen.learningRate))
            .l2(chosen.recipe.l2(chosen.l2))
            .frozenNormalization(chosen.initial.freezesNormalization())
            .seed(chosen.seed)
            .build();
    int examples = parts.size(Split.TRAIN);
    requireStep(model, chosen, examples, square);
    if (chosen.epochs == null) {
      chosen.epochs = (int) Math.round(Math.max(10, Math.min(200, IMAGES_WANTED / examples)));
    }
    chooseAugmentation(chosen, dataset.channels());
    validateEvery = validateEvery(parts.size(Split.VALIDATION), examples, VALIDATION_SHARE);
  }

  /** A training with the options that {@code set} sets; the others are the defaults. */
  public static DetectionTraining of(DetectionDataset dataset, Consumer<DetectionOptions> set) {
    DetectionOptions options = new DetectionOptions();
    set.accept(options);
    return new DetectionTraining(dataset, options);
  }

  static DetectionOptions copyOf(DetectionOptions options) {
    return copy(options, new DetectionOptions());
  }

  /** The longest side of the training images, at most 320, as a multiple of 32. */
  static int side(DetectionDataset dataset) {
    int longest = 1;
    for (int i = 0; i < dataset.size(Split.TRAIN); i++) {
      ImageSize size = dataset.imageSize(Split.TRAIN, i);
      longest = Math.max(longest, Math.max(size.height(), size.width()));
    }
    return Math.min(MAX_SIDE, (longest + STRIDE - 1) / STRIDE * STRIDE);
  }

  private Head head(HeadType type, int side, TrainingObjects objects) {
    HeadBuilder<?> builder = type.builder();
    builder.classes(dataset.classNames().size()).imageWidth(side).imageHeight(side);
    Optional.ofNullable(chosen.classLoss).map(Losses::parse).ifPresent(builder::classLoss);
    Optional.ofNullable(chosen.boxLoss).map(BoxLossExpression::parse).ifPresent(builder::boxLoss);
    Optional.ofNullable(chosen.boxWeight).ifPresent(builder::boxWeight);
    return builder.fitTo(() -> objects.boxes(side), chosen.seed).build();
  }

  @Override
  public DetectionTask task() {
    return new DetectionTask();
  }

  @Override
  public DetectionOptions options() {
    return copyOf(chosen);
  }

  /** What the network's output means. */
  public Head head() {
    return head;
  }

  @Override
  public Optional<String> recognition() {
    return dataset.recognition();
  }

  @Override
  public List<String> warnings() {
    HeadType type = Heads.REGISTRY.get(chosen.head);
    List<String> warnings =
        new ArrayList<>(choice.objects().warnings(head, type, chosen.imageSize, this::head));
    warnings.addAll(dataset.warnings());
    warnings.addAll(chosen.initial.warnings());
    return warnings;
  }

  @Override
  public ComputationGraph newNetwork() {
    return init(model);
  }

  private DetectionAugmentation augmentation() {
    return DetectionAugmentation.builder()
        .mosaic(chosen.mosaic)
        .changes(chosen.augmentation)
        .build();
  }

  @Override
  protected Optional<EncoderNetwork> model() {
    return Optional.of(model);
  }

  @Override
  public TrainingData trainingData() {
    DetectionIterator.Builder batches =
        DetectionIterator.builder(parts, Split.TRAIN, chosen.imageSize)
            .batchSize(chosen.recipe.imagesPerUpdate(chosen.batchSize))
            .shuffle(true)
            .seed(chosen.seed)
            .augmentation(augmentation())
            .resizing(chosen.resizing)
            .normalization(chosen.normalization);
    if (chosen.sampling == Sampling.BALANCED) {
      batches.sampling(RepeatFactors.of(parts, chosen.seed));
    }
    return TrainingData.of(batches.build());
  }

  @Override
  public DetectionValidator validator(Split split) {
    return new DetectionValidator(dataset, split, chosen.batchSize, modelCard());
  }

  @Override
  public DetectionCard modelCard() {
    return new DetectionCard(
        DetectionTask.NAME,
        dataset.name(),
        dataset.classNames(),
        dataset.categoryIds(),
        dataset.channels(),
        chosen.resizing,
        chosen.normalization,
        choice.slices());
  }

  @Override
  public String describe() {
    return String.format(
        "%s head, %s backbone on %s: %d training and %d validation images%s, %d classes, %d epochs"
            + " in steps of %s, loss %s",
        chosen.head,
        chosen.backbone,
        dataset.name(),
        dataset.size(Split.TRAIN),
        dataset.size(Split.VALIDATION),
        choice.describe(parts),
        dataset.classNames().size(),
        chosen.epochs,
        step() + chosen.recipe.update(),
        loss());
  }

  @Override
  public String step() {
    return String.format(
        "%d images of %dx%d", chosen.batchSize, chosen.imageSize, chosen.imageSize);
  }

  @Override
  protected String stepOptions() {
    return "--batch-size or --image-size";
  }

  @Override
  public String loss() {
    return "classes " + chosen.classLoss + ", boxes " + chosen.boxLoss;
  }

  @Override
  public int examplesPerEpoch() {
    return parts.size(Split.TRAIN);
  }

  @Override
  protected DetectionValidation nothing() {
    return DetectionValidation.nothing(dataset.classNames(), head.parts());
  }

  @Override
  protected int validateEvery() {
    return validateEvery;
  }

  @Override
  protected Duration timeLimit() {
    return limit != null ? limit : super.timeLimit();
  }

  @Override
  protected void writePictures(ComputationGraph network, RunFolder folder) {
    new DetectionPictures(dataset, Split.VALIDATION, chosen.batchSize)
        .write(new DetectorEnsemble(List.of(modelCard().predictor(network))), folder);
  }
}

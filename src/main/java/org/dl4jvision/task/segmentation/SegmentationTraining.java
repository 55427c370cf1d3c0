package org.dl4jvision.task.segmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.CropSampling;
import org.dl4jvision.data.segmentation.RepeatedTraining;
import org.dl4jvision.data.segmentation.ResizedDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.network.EncoderNetwork;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.Training;
import org.dl4jvision.task.WholeImages;
import org.dl4jvision.task.gradient.GradientRecorder;
import org.dl4jvision.tile.TiledPrediction;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.TrainingData;

/**
 * How a network is trained to segment the images of a data set.
 *
 * <pre>{@code
 * SegmentationTraining training =
 *     SegmentationTraining.of(
 *         dataset,
 *         options -> {
 *           options.loss = "dice + cross-entropy";
 *           options.epochs = 20;
 *         });
 * ComputationGraph network = training.newNetwork();
 * training.trainer(network).listener(..).build().fit();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class SegmentationTraining extends Training<SegmentationValidation> {

  /** A validation pass may take this share of the time of the training between two of them. */
  private static final double VALIDATION_SHARE = 0.25;

  private final SegmentationDataset dataset;
  private final SegmentationOptions chosen;
  private final SegmentationNetwork model;
  private final TrainingCrops crops;
  private final Optional<CropSampling> sampling;
  private final Augmentation augmentation;
  private final int validateEvery;

  /**
   * @throws IllegalArgumentException for a value outside its range, a loss that cannot be read or a
   *     data set without training or validation images
   */
  public SegmentationTraining(SegmentationDataset dataset, SegmentationOptions options) {
    Objects.requireNonNull(dataset, "dataset").require(Split.TRAIN, Split.VALIDATION);
    chosen = copy(options, new SegmentationOptions());
    chosen.tiles.tellAs(options.tiles);
    this.dataset = ResizedDataset.of(dataset, chosen.resize());
    this.dataset.requireLearnable();
    PixelWeights.count(this.dataset, chosen);
    chosen.learningRate = chosen.learningRate();
    model =
        SegmentationNetwork.builder()
            .inputChannels(dataset.channels())
            .classes(channels())
            .encoder(chosen.encoder)
            .decoder(chosen.decoder)
            .baseChannels(chosen.baseChannels)
            .depth(chosen.depth)
            .batchNormalization(chosen.recipe.batchNorm)
            .updater(chosen.recipe.updater(chosen.learningRate))
            .l1(chosen.l1)
            .l2(chosen.recipe.l2(chosen.l2))
            .frozenNormalization(chosen.initial.freezesNormalization())
            .dropout(chosen.dropout)
            .seed(chosen.seed)
            .activation(chosen.activation.function())
            .loss(Losses.parse(chosen.loss))
            .build();
    chosen.encoder = model.encoder().name();
    chosen.decoder = model.decoder().name();
    chosen.baseChannels = model.encoderOptions().baseChannels();
    chosen.depth = model.encoderOptions().depth();

    List<ImageSize> sizes = sizes(Split.TRAIN);
    crops = TrainingCrops.choose(sizes, dataset.classNames().size(), model.multipleOf(), chosen);
    requireStep(model, chosen, crops.examples(), largest(sizes));
    chooseAugmentation(chosen, dataset.channels());
    sampling = chosen.crops(this.dataset);
    augmentation = MixedClasses.augmentation(chosen, channels());
    validateEvery =
        validateEvery(
            TrainingCrops.pixels(sizes(Split.VALIDATION)), crops.pixels(), VALIDATION_SHARE);
  }

  /** A training with the options that {@code set} sets; the others are the defaults. */
  public static SegmentationTraining of(
      SegmentationDataset dataset, Consumer<SegmentationOptions> set) {
    SegmentationOptions options = new SegmentationOptions();
    set.accept(options);
    return new SegmentationTraining(dataset, options);
  }

  /** Channels of the network's output. */
  private int channels() {
    return chosen.activation.channels(dataset.classNames().size());
  }

  /** The crop, or the image that makes steps of whole images largest. */
  private ImageSize largest(List<ImageSize> sizes) {
    return chosen.crop > 0
        ? ImageSize.square(chosen.crop)
        : sizes.stream().max(Comparator.comparingLong(s -> Region.of(s).area())).orElseThrow();
  }

  private List<ImageSize> sizes(Split split) {
    return IntStream.range(0, dataset.size(split))
        .mapToObj(i -> dataset.imageSize(split, i))
        .toList();
  }

  @Override
  public SegmentationTask task() {
    return new SegmentationTask();
  }

  @Override
  public SegmentationOptions options() {
    return copy(chosen, new SegmentationOptions());
  }

  @Override
  public Optional<String> recognition() {
    return dataset.recognition();
  }

  @Override
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>(new ObjectSizes(dataset, chosen.crop).warnings());
    warnings.addAll(dataset.warnings());
    warnings.addAll(chosen.initial.warnings());
    return warnings;
  }

  @Override
  public ComputationGraph newNetwork() {
    return init(model);
  }

  @Override
  protected Optional<EncoderNetwork> model() {
    return Optional.of(model);
  }

  @Override
  public TrainingData trainingData() {
    return trainingData(chosen.recipe.imagesPerUpdate(chosen.batchSize));
  }

  private TrainingData trainingData(int batchSize) {
    SegmentationIterator.Builder batches =
        batches(new RepeatedTraining(dataset, crops.repeats()), Split.TRAIN)
            .batchSize(batchSize)
            .shuffle(true)
            .seed(chosen.seed)
            .augmentation(augmentation)
            .labelChannels(channels());
    sampling.ifPresent(batches::crops);
    return TrainingData.of(batches.build());
  }

  /** A validator that measures on whole images of a split. */
  @Override
  public SegmentationValidator validator(Split split) {
    return new SegmentationValidator(
        batches(dataset, split).augmentation(Augmentation.NONE).build(), chosen.tiles);
  }

  private SegmentationIterator.Builder batches(SegmentationDataset images, Split split) {
    return SegmentationIterator.builder(images, split)
        .batchSize(chosen.batchSize)
        .stride(model.multipleOf())
        .normalization(chosen.normalization);
  }

  @Override
  public SegmentationCard modelCard() {
    return new SegmentationCard(
        SegmentationTask.NAME,
        dataset.name(),
        dataset.classNames(),
        dataset.channels(),
        model.multipleOf(),
        chosen.normalization,
        chosen.resize().orElse(null));
  }

  @Override
  public String describe() {
    return String.format(
        "%s on %s: %d training and %d validation images%s, %d classes, %d epochs in steps of %s,"
            + " loss %s",
        model.architecture(),
        dataset.name(),
        dataset.size(Split.TRAIN),
        dataset.size(Split.VALIDATION),
        chosen.resize().map(to -> ", with --resize " + to + becomes()).orElse(""),
        dataset.classNames().size(),
        chosen.epochs,
        step() + chosen.recipe.update(),
        loss());
  }

  /** What the first image becomes. */
  private String becomes() {
    return String.format(
        " (height x width %s becomes %s)",
        dataset.unresized().imageSize(Split.TRAIN, 0), dataset.imageSize(Split.TRAIN, 0));
  }

  @Override
  public String step() {
    return chosen.batchSize
        + (chosen.crop == 0 ? " whole images" : " crops of " + chosen.crop + "x" + chosen.crop);
  }

  @Override
  protected String stepOptions() {
    return chosen.crop == 0
        ? "--batch-size or --base-channels, or crops (--crop)"
        : "--batch-size, --crop, --base-channels or --depth";
  }

  @Override
  public String loss() {
    return chosen.loss;
  }

  @Override
  public int examplesPerEpoch() {
    return crops.examples();
  }

  @Override
  protected SegmentationValidation nothing() {
    return new SegmentationValidation(Double.NaN, new SegmentationEvaluation(dataset.classNames()));
  }

  @Override
  protected boolean canValidate() {
    return !dataset.isVoid(Split.VALIDATION);
  }

  /** Refuses a memory that is too small for the tiles of a validation image. */
  @Override
  protected void requireValidation(ComputationGraph network) {
    int multiple = model.multipleOf();
    WholeImages whole = chosen.tiles.whole(network, dataset.channels(), multiple);
    TiledPrediction tiles = chosen.tiles.tiles(network, multiple).build();
    sizes(Split.VALIDATION).stream()
        .distinct()
        .filter(size -> whole.atOnce(size, 1) == 0)
        .forEach(size -> tiles.grid(dataset.channels(), size));
  }

  @Override
  protected int validateEvery() {
    return validateEvery;
  }

  @Override
  protected List<TrainerListener<SegmentationValidation>> listeners(RunFolder folder) {
    Integer batches = chosen.recordGradients;
    return batches == null
        ? List.of()
        : List.of(
            new GradientRecorder<>(
                trainingData(chosen.batchSize), dataset.classNames(), batches, folder));
  }

  /** Writes what the network makes of single validation images. */
  @Override
  protected void writePictures(ComputationGraph network, RunFolder folder) {
    SegmentationPredictor predictor = modelCard().predictor(network, chosen.tiles);
    new SegmentationPictures(dataset.unresized(), Split.VALIDATION, predictor).write(folder);
  }
}

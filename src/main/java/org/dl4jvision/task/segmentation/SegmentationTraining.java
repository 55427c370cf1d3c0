package org.dl4jvision.task.segmentation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.RepeatedTraining;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.TaskRun;
import org.dl4jvision.task.Training;
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

  private static final int MAX_CROP = 256;

  private final SegmentationDataset dataset;
  private final SegmentationOptions chosen;
  private final SegmentationNetwork model;
  private final int repeats;
  private final int validateEvery;

  /**
   * @throws IllegalArgumentException for a value outside its range, a loss that cannot be read or a
   *     data set without training or validation images
   */
  public SegmentationTraining(SegmentationDataset dataset, SegmentationOptions options) {
    this.dataset = Objects.requireNonNull(dataset, "dataset");
    chosen = copy(options, new SegmentationOptions());
    dataset.require(Split.TRAIN, Split.VALIDATION);
    dataset.requireLearnable();
    model =
        SegmentationNetwork.builder()
            .inputChannels(dataset.channels())
            .classes(chosen.activation.channels(dataset.classNames().size()))
            .encoder(chosen.encoder)
            .decoder(chosen.decoder)
            .baseChannels(chosen.baseChannels)
            .depth(chosen.depth)
            .learningRate(chosen.learningRate)
            .l1(chosen.l1)
            .l2(chosen.l2)
            .dropout(chosen.dropout)
            .seed(chosen.seed)
            .activation(chosen.activation.function())
            .loss(Losses.parse(chosen.loss))
            .build();
    chosen.encoder = model.encoder().name();
    chosen.decoder = model.decoder().name();
    chosen.baseChannels = model.encoderOptions().baseChannels();
    chosen.depth = model.encoderOptions().depth();

    double pixels = pixels(Split.TRAIN);
    double images = dataset.size(Split.TRAIN);
    if (chosen.crop == null) {
      chosen.crop = cropForImages();
    }
    double cropPixels = chosen.crop == 0 ? pixels / images : (double) chosen.crop * chosen.crop;
    repeats = (int) Math.max(1, Math.round(pixels / images / cropPixels));
    if (chosen.batchSize == null) {
      double wanted = Math.round(MAX_CROP * MAX_CROP * 4 / cropPixels);
      chosen.batchSize = (int) Math.max(2, Math.min(8, wanted));
    }
    long batch = Math.min(chosen.batchSize, (long) images * repeats);
    requireStep(batch, dataset.channels(), chosen.crop, chosen.crop);
    if (chosen.epochs == null) {
      // More classes take longer to learn.
      double examplesWanted = 1000.0 * dataset.classNames().size();
      double wanted = examplesWanted / (images * repeats);
      chosen.epochs = (int) Math.round(Math.max(10, Math.min(100, wanted)));
    }
    chooseAugmentation(chosen, dataset.channels());
    validateEvery =
        validateEvery(pixels(Split.VALIDATION), images * repeats * cropPixels, VALIDATION_SHARE);
  }

  /** A training with the options that {@code set} sets; the others are the defaults. */
  public static SegmentationTraining of(
      SegmentationDataset dataset, Consumer<SegmentationOptions> set) {
    SegmentationOptions options = new SegmentationOptions();
    set.accept(options);
    return new SegmentationTraining(dataset, options);
  }

  /** A few images that are tiny beside the others are padded instead. */
  private int cropForImages() {
    int[] sides =
        sizes(Split.TRAIN).mapToInt(s -> Math.min(s.height(), s.width())).sorted().toArray();
    int side = Math.max(sides[0], sides[sides.length / 2] / 2);
    int multiple = model.multipleOf();
    return Math.max(multiple, Math.min(MAX_CROP, side) / multiple * multiple);
  }

  private double pixels(Split split) {
    return sizes(split).mapToDouble(s -> (double) s.height() * s.width()).sum();
  }

  private Stream<ImageSize> sizes(Split split) {
    return IntStream.range(0, dataset.size(split)).mapToObj(i -> dataset.imageSize(split, i));
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
    return dataset.warnings();
  }

  @Override
  public ComputationGraph newNetwork() {
    return model.init();
  }

  @Override
  public TrainingData trainingData() {
    return TrainingData.of(
        batches(new RepeatedTraining(dataset, repeats), Split.TRAIN)
            .shuffle(true)
            .seed(chosen.seed)
            .augmentation(
                chosen.augmentation.applyTo(Augmentation.builder()).crop(chosen.crop).build())
            .build());
  }

  /** A validator that measures on whole images of a split. */
  @Override
  public SegmentationValidator validator(Split split) {
    return new SegmentationValidator(
        batches(dataset, split).augmentation(Augmentation.NONE).build());
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
        chosen.normalization);
  }

  @Override
  public String describe() {
    return String.format(
        "%s on %s: %d training and %d validation images, %d classes, %d epochs in steps of %s,"
            + " loss %s",
        model.architecture(),
        dataset.name(),
        dataset.size(Split.TRAIN),
        dataset.size(Split.VALIDATION),
        dataset.classNames().size(),
        chosen.epochs,
        step(),
        loss());
  }

  @Override
  public String step() {
    return chosen.batchSize
        + (chosen.crop == 0 ? " whole images" : " crops of " + chosen.crop + "x" + chosen.crop);
  }

  @Override
  protected String stepOptions() {
    return "--batch-size, --crop, --base-channels or --depth";
  }

  @Override
  public String loss() {
    return chosen.loss;
  }

  @Override
  public int examplesPerEpoch() {
    return dataset.size(Split.TRAIN) * repeats;
  }

  @Override
  protected SegmentationValidation nothing() {
    return new SegmentationValidation(Double.NaN, new SegmentationEvaluation(dataset.classNames()));
  }

  @Override
  protected boolean canValidate() {
    return !dataset.isVoid(Split.VALIDATION);
  }

  @Override
  protected int validateEvery() {
    return validateEvery;
  }

  /** Writes images with ground truth and prediction side by side. */
  @Override
  protected void writePictures(ComputationGraph network, RunFolder folder) {
    SegmentationPredictor predictor = modelCard().predictor(network);
    Overlays overlays = new Overlays(dataset.classNames());
    for (int i = 0; i < Math.min(TaskRun.PICTURES, dataset.size(Split.VALIDATION)); i++) {
      SegmentationSample sample = dataset.get(Split.VALIDATION, i);
      folder.writeImage(
          folder.overlay(sample.name()),
          overlays.comparison(sample, predictor.predict(sample).labels()));
    }
  }
}

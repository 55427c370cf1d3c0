package org.dl4jvision.task.segmentation;

import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.RepeatedTraining;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.task.AugmentationPreset;
import org.dl4jvision.task.Training;
import org.dl4jvision.train.TrainingData;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * How a U-Net is trained on a data set: options, of which those not given are chosen to suit the
 * data, and the parts made from them.
 *
 * <pre>{@code
 * SegmentationTraining training =
 *     SegmentationTraining.builder(dataset).loss("dice + cross-entropy").epochs(20).build();
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
  private final String loss;
  private final OutputActivation activation;
  private final int epochs;
  private final int batchSize;
  private final int crop;
  private final AugmentationPreset augmentation;
  private final SegmentationNetwork model;
  private final int repeats;
  private final int validateEvery;

  private SegmentationTraining(Builder builder) {
    super(builder);
    dataset = builder.dataset;
    loss = builder.loss;
    ILossFunction lossFunction = Losses.parse(loss);
    activation = builder.activation;
    dataset.require(Split.TRAIN, Split.VALIDATION);
    model =
        SegmentationNetwork.builder()
            .inputChannels(dataset.channels())
            .classes(activation.channels(dataset.classNames().size()))
            .baseChannels(builder.baseChannels)
            .depth(builder.depth)
            .learningRate(learningRate())
            .l1(builder.l1)
            .l2(builder.l2())
            .dropout(builder.dropout)
            .seed(seed())
            .activation(activation.function())
            .loss(lossFunction)
            .build();

    int smallest =
        sizes(Split.TRAIN).mapToInt(s -> Math.min(s.height(), s.width())).min().orElse(1);
    int stride = model.multipleOf();
    crop =
        builder.crop != null
            ? builder.crop
            : Math.max(stride, Math.min(MAX_CROP, smallest) / stride * stride);
    double pixels = sizes(Split.TRAIN).mapToDouble(s -> (double) s.height() * s.width()).sum();
    double images = dataset.size(Split.TRAIN);
    double cropPixels = crop == 0 ? pixels / images : (double) crop * crop;
    batchSize =
        builder.batchSizeOr(
            Math.max(2, Math.min(8, Math.round(MAX_CROP * MAX_CROP * 4 / cropPixels))));
    repeats = (int) Math.max(1, Math.round(pixels / images / cropPixels));
    epochs = builder.epochsOr(Math.max(10, Math.min(100, examplesWanted() / (images * repeats))));
    augmentation = augmentation(builder, dataset.channels());

    double validationPixels =
        sizes(Split.VALIDATION).mapToDouble(s -> (double) s.height() * s.width()).sum();
    validateEvery =
        validateEvery(validationPixels, images * repeats * cropPixels, VALIDATION_SHARE);
  }

  public static Builder builder(SegmentationDataset dataset) {
    return new Builder(dataset);
  }

  /** More classes take longer to learn. */
  private double examplesWanted() {
    return 1000.0 * dataset.classNames().size();
  }

  private Stream<ImageSize> sizes(Split split) {
    return IntStream.range(0, dataset.size(split)).mapToObj(i -> dataset.imageSize(split, i));
  }

  @Override
  public ComputationGraph newNetwork() {
    return model.init();
  }

  @Override
  public TrainingData trainingData() {
    return TrainingData.of(
        SegmentationIterator.builder(new RepeatedTraining(dataset, repeats), Split.TRAIN)
            .batchSize(batchSize)
            .stride(model.multipleOf())
            .shuffle(true)
            .seed(seed())
            .augmentation(augmentation.withCrop(crop))
            .normalization(normalization())
            .build());
  }

  /** Measures on whole images of a split. */
  @Override
  public SegmentationValidator validator(Split split) {
    return new SegmentationValidator(
        SegmentationIterator.builder(dataset, split)
            .batchSize(batchSize)
            .stride(model.multipleOf())
            .augmentation(Augmentation.NONE)
            .normalization(normalization())
            .build());
  }

  /** What is needed to use this training's networks. */
  public ModelCard modelCard() {
    return new ModelCard(
        dataset.name(),
        dataset.classNames(),
        dataset.channels(),
        model.multipleOf(),
        normalization());
  }

  @Override
  public String describe() {
    return String.format(
        "U-Net on %s: %d training and %d validation images, %d classes, %d epochs in steps of"
            + " %d %s, loss %s",
        dataset.name(),
        dataset.size(Split.TRAIN),
        dataset.size(Split.VALIDATION),
        dataset.classNames().size(),
        epochs,
        batchSize,
        crop == 0 ? "whole images" : "crops of " + crop + "x" + crop,
        loss);
  }

  public SegmentationDataset dataset() {
    return dataset;
  }

  @Override
  public String loss() {
    return loss;
  }

  @Override
  public int epochs() {
    return epochs;
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  /** Side of the training crops, 0 for whole images. */
  public int crop() {
    return crop;
  }

  @Override
  public AugmentationPreset augmentation() {
    return augmentation;
  }

  @Override
  public int validateEvery() {
    return validateEvery;
  }

  @Override
  public int examplesPerEpoch() {
    return dataset.size(Split.TRAIN) * repeats;
  }

  /** Options; all have defaults. */
  public static final class Builder extends Training.Builder<Builder> {
    private final SegmentationDataset dataset;
    private String loss = "dice + cross-entropy";
    private OutputActivation activation = OutputActivation.SOFTMAX;
    private Integer crop;
    private int baseChannels = 16;
    private int depth = 3;
    private double l1;
    private double dropout;

    private Builder(SegmentationDataset dataset) {
      super(1e-3);
      this.dataset = Objects.requireNonNull(dataset, "dataset");
    }

    /** An expression that {@link Losses#parse} reads; default {@code dice + cross-entropy}. */
    public Builder loss(String loss) {
      this.loss = Objects.requireNonNull(loss, "loss");
      return this;
    }

    /** Default softmax. */
    public Builder activation(OutputActivation activation) {
      this.activation = Objects.requireNonNull(activation, "activation");
      return this;
    }

    /**
     * Side of the square training crops, 0 for whole images; default (null): the smallest image's
     * shorter side, at most 256.
     */
    public Builder crop(Integer crop) {
      this.crop = atLeast(0, "crop", crop);
      return this;
    }

    /** Channels of the first level of the U-Net; default 16. */
    public Builder baseChannels(int baseChannels) {
      this.baseChannels = baseChannels;
      return this;
    }

    /** Levels of the U-Net; default 3. */
    public Builder depth(int depth) {
      this.depth = depth;
      return this;
    }

    /** Weight of the sum of the absolute weights; default 0. */
    public Builder l1(double l1) {
      this.l1 = l1;
      return this;
    }

    /** Share of values dropped at the bottom of the U-Net; default 0. */
    public Builder dropout(double dropout) {
      this.dropout = dropout;
      return this;
    }

    /**
     * @throws IllegalArgumentException for a value outside its range, a loss that cannot be read or
     *     a data set without training or validation images
     */
    public SegmentationTraining build() {
      return new SegmentationTraining(this);
    }
  }
}

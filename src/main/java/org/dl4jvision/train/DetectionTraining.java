package org.dl4jvision.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.detection.ImageTransform;
import org.dl4jvision.data.detection.Resizing;
import org.dl4jvision.layer.detection.AnchorHead;
import org.dl4jvision.layer.detection.Anchors;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.model.Backbone;
import org.dl4jvision.model.DetectionHead;
import org.dl4jvision.model.DetectionModel;

/**
 * How a detector is trained on a data set: options, of which those not given are chosen to suit the
 * data, and the parts made from them.
 *
 * <pre>{@code
 * DetectionTraining training =
 *     DetectionTraining.builder(dataset).head(DetectionHead.FCOS).boxLoss("giou").build();
 * ComputationGraph network = training.newNetwork();
 * training.trainer(network).listener(..).build().fit();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class DetectionTraining implements Training<DetectionValidation> {

  /** A validation pass may take this share of the time of the training between two of them. */
  private static final double VALIDATION_SHARE = 0.2;

  /** Time of a forward pass, as a share of a training step's. */
  private static final double FORWARD_SHARE = 1 / 3.0;

  private static final double IMAGES_WANTED = 14_400;
  private static final int MAX_SIDE = 320;
  private static final int STRIDE = 32;
  private static final int ANCHORS = 3;
  private static final double WARM_UP = 0.05;

  private final DetectionDataset dataset;
  private final DetectionHead kind;
  private final Head head;
  private final DetectionModel model;
  private final int imageSize;
  private final Backbone backbone;
  private final int epochs;
  private final int batchSize;
  private final double learningRate;
  private final AugmentationPreset augmentation;
  private final double mosaic;
  private final Resizing resizing;
  private final Normalization normalization;
  private final Duration timeLimit;
  private final long seed;
  private final int validateEvery;

  private DetectionTraining(Builder builder) {
    kind = builder.head;
    requireImages(builder.dataset, Split.TRAIN);
    requireImages(builder.dataset, Split.VALIDATION);
    dataset = kind == DetectionHead.RPN ? new OneClass(builder.dataset) : builder.dataset;
    resizing = builder.resizing;
    mosaic = builder.mosaic;
    normalization = builder.normalization;
    seed = builder.seed;
    timeLimit = builder.timeLimit;
    learningRate = builder.learningRate;
    backbone = builder.backbone;
    imageSize = builder.imageSize != null ? builder.imageSize : sideForImages();
    head = head(builder);
    model =
        DetectionModel.builder(head)
            .inputChannels(dataset.channels())
            .backbone(backbone)
            .learningRate(learningRate)
            .l2(builder.l2)
            .seed(seed)
            .build();
    int images = dataset.size(Split.TRAIN);
    batchSize = builder.batchSize != null ? builder.batchSize : 8;
    epochs =
        builder.epochs != null
            ? builder.epochs
            : (int) Math.round(Math.max(10, Math.min(200, IMAGES_WANTED / images)));
    augmentation =
        builder.augmentation != null
            ? builder.augmentation
            : dataset.channels() == 1 ? AugmentationPreset.ALL : AugmentationPreset.UPRIGHT;
    double validationCost = dataset.size(Split.VALIDATION) * FORWARD_SHARE;
    validateEvery = (int) Math.max(1, Math.ceil(validationCost / (VALIDATION_SHARE * images)));
  }

  public static Builder builder(DetectionDataset dataset) {
    return new Builder(dataset);
  }

  private static void requireImages(DetectionDataset dataset, Split split) {
    if (dataset.size(split) == 0) {
      throw new IllegalArgumentException(
          String.format(
              "the data set '%s' has no %s images",
              dataset.name(),
              split == Split.TRAIN ? "training" : split.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** The longest side of the training images, at most 320, as a multiple of 32. */
  private int sideForImages() {
    int longest = 1;
    for (int i = 0; i < dataset.size(Split.TRAIN); i++) {
      ImageSize size = dataset.imageSize(Split.TRAIN, i);
      longest = Math.max(longest, Math.max(size.height(), size.width()));
    }
    return Math.min(MAX_SIDE, (longest + STRIDE - 1) / STRIDE * STRIDE);
  }

  private Head head(Builder options) {
    Head.Builder<?> builder = kind.builder();
    builder.classes(dataset.classNames().size()).imageWidth(imageSize).imageHeight(imageSize);
    if (options.classLoss != null) {
      builder.classLoss(Losses.parse(options.classLoss));
    }
    if (options.boxLoss != null) {
      builder.boxLoss(Losses.parse(options.boxLoss));
    }
    if (options.boxWeight != null) {
      builder.boxWeight(options.boxWeight);
    }
    if (kind == DetectionHead.YOLO && builder instanceof AnchorHead.Builder<?> anchors) {
      int levels = builder.build().strides().length;
      anchors.anchors(Anchors.cluster(trainingBoxes(), levels, ANCHORS, seed));
    }
    return builder.build();
  }

  /** In pixels of the network's input. */
  private List<Box> trainingBoxes() {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < dataset.size(Split.TRAIN); i++) {
      ImageTransform transform = resizing.transform(dataset.imageSize(Split.TRAIN, i), imageSize);
      for (ObjectBox object : dataset.objects(Split.TRAIN, i)) {
        boxes.add(transform.apply(object.box()));
      }
    }
    return boxes;
  }

  @Override
  public ComputationGraph newNetwork() {
    return model.init();
  }

  /** The training batches. */
  public TrainingData trainingData() {
    return TrainingData.of(
        DetectionIterator.builder(dataset, Split.TRAIN, imageSize)
            .batchSize(batchSize)
            .shuffle(true)
            .seed(seed)
            .augmentation(augmentation.ofObjects(mosaic))
            .resizing(resizing)
            .normalization(normalization)
            .build());
  }

  /** Measures on a split. */
  public DetectionValidator validator(Split split) {
    return new DetectionValidator(dataset, split, batchSize, modelCard());
  }

  /** What is needed to use this training's networks. */
  public DetectionCard modelCard() {
    return new DetectionCard(
        Task.DETECTION,
        dataset.name(),
        dataset.classNames(),
        dataset.categoryIds(),
        dataset.channels(),
        resizing,
        normalization);
  }

  /**
   * A trainer of a {@linkplain Acceleration#enable accelerated} network; listeners and what else is
   * wanted can be added to it.
   */
  @Override
  public Trainer.Builder<DetectionValidation> trainer(ComputationGraph network) {
    Acceleration.enable(network);
    Trainer.Builder<DetectionValidation> builder =
        Trainer.<DetectionValidation>builder(network, trainingData())
            .validator(validator(Split.VALIDATION), validateEvery)
            .epochs(epochs)
            .learningRate(LearningRate.cosine(learningRate, WARM_UP));
    return timeLimit == null ? builder : builder.timeLimit(timeLimit);
  }

  @Override
  public String describe() {
    return String.format(
        "%s head, %s backbone on %s: %d training and %d validation images, %d classes, %d epochs"
            + " in steps of %d images of %dx%d, loss %s",
        kind,
        backbone,
        dataset.name(),
        dataset.size(Split.TRAIN),
        dataset.size(Split.VALIDATION),
        dataset.classNames().size(),
        epochs,
        batchSize,
        imageSize,
        imageSize,
        loss());
  }

  /** The data; their objects are of one class where the head tells none. */
  public DetectionDataset dataset() {
    return dataset;
  }

  /** What the network's output means. */
  public Head head() {
    return head;
  }

  @Override
  public String loss() {
    return "classes " + head.classLoss() + ", boxes " + head.boxLoss();
  }

  @Override
  public int epochs() {
    return epochs;
  }

  public int batchSize() {
    return batchSize;
  }

  /** Side of the network's square input. */
  public int imageSize() {
    return imageSize;
  }

  public AugmentationPreset augmentation() {
    return augmentation;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public int examplesPerEpoch() {
    return dataset.size(Split.TRAIN);
  }

  /** Options; all have defaults. */
  public static final class Builder {
    private final DetectionDataset dataset;
    private DetectionHead head = DetectionHead.FCOS;
    private Backbone backbone = Backbone.SMALL;
    private Integer imageSize;
    private String classLoss;
    private String boxLoss;
    private Double boxWeight;
    private Integer epochs;
    private Integer batchSize;
    private double learningRate = 3e-3;
    private double l2;
    private AugmentationPreset augmentation;
    private double mosaic;
    private Resizing resizing = Resizing.LETTERBOX;
    private Normalization normalization = Normalization.PER_IMAGE;
    private Duration timeLimit;
    private long seed = 42;

    private Builder(DetectionDataset dataset) {
      this.dataset = Objects.requireNonNull(dataset, "dataset");
    }

    /** Default FCOS. */
    public Builder head(DetectionHead head) {
      this.head = Objects.requireNonNull(head, "head");
      return this;
    }

    /** Default small. */
    public Builder backbone(Backbone backbone) {
      this.backbone = Objects.requireNonNull(backbone, "backbone");
      return this;
    }

    /**
     * Side of the network's square input, a multiple of 32; default (null): the longest side of the
     * images, at most 320.
     */
    public Builder imageSize(Integer side) {
      imageSize = atLeast(1, "imageSize", side);
      return this;
    }

    /** An expression that {@link Losses#parse} reads; default (null): the head's. */
    public Builder classLoss(String loss) {
      classLoss = loss;
      return this;
    }

    /** An expression that {@link Losses#parse} reads; default (null): the head's. */
    public Builder boxLoss(String loss) {
      boxLoss = loss;
      return this;
    }

    /** What the loss of boxes is multiplied by; default (null): the head's. */
    public Builder boxWeight(Double weight) {
      boxWeight = weight;
      return this;
    }

    /** Passes through the training images; default (null): 10 to 200, fewer for more images. */
    public Builder epochs(Integer epochs) {
      this.epochs = atLeast(1, "epochs", epochs);
      return this;
    }

    /** Images a step; default (null): 8. */
    public Builder batchSize(Integer batchSize) {
      this.batchSize = atLeast(1, "batchSize", batchSize);
      return this;
    }

    /** Highest learning rate of Adam; default 0.003. */
    public Builder learningRate(double learningRate) {
      this.learningRate = learningRate;
      return this;
    }

    /** Weight of half the sum of the squared weights; default 0. */
    public Builder l2(double l2) {
      this.l2 = l2;
      return this;
    }

    /** Default (null): all for gray images, upright for colour. */
    public Builder augmentation(AugmentationPreset augmentation) {
      this.augmentation = augmentation;
      return this;
    }

    /** Share of training samples that are put together with three others, [0, 1]; default 0. */
    public Builder mosaic(double share) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("mosaic must be in [0, 1], but is " + share);
      }
      mosaic = share;
      return this;
    }

    /** Default letterbox. */
    public Builder resizing(Resizing resizing) {
      this.resizing = Objects.requireNonNull(resizing, "resizing");
      return this;
    }

    /** Default per image. */
    public Builder normalization(Normalization normalization) {
      this.normalization = Objects.requireNonNull(normalization, "normalization");
      return this;
    }

    /** See {@link Trainer.Builder#timeLimit}; default (null): none. */
    public Builder timeLimit(Duration timeLimit) {
      this.timeLimit = timeLimit;
      return this;
    }

    /** Seed of weights, anchors, order and augmentation; default 42. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * @throws IllegalArgumentException for a value outside its range, a loss that cannot be read or
     *     a data set without training or validation images
     */
    public DetectionTraining build() {
      return new DetectionTraining(this);
    }

    private static Integer atLeast(int minimum, String name, Integer value) {
      if (value != null && value < minimum) {
        throw new IllegalArgumentException(
            name + " must be at least " + minimum + ", but is " + value);
      }
      return value;
    }
  }
}

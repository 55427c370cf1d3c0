package org.dl4jvision.task.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.detection.ImageTransform;
import org.dl4jvision.data.detection.OneClass;
import org.dl4jvision.data.detection.Resizing;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.DetectionNetwork;
import org.dl4jvision.task.AugmentationPreset;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.Training;
import org.dl4jvision.train.TrainingData;

/**
 * How a detector is trained on a data set: options, of which those not given are chosen to suit the
 * data, and the parts made from them.
 *
 * <pre>{@code
 * DetectionTraining training =
 *     DetectionTraining.builder(dataset).head("fcos").boxLoss("giou").build();
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
  private final HeadType kind;
  private final Head head;
  private final DetectionNetwork model;
  private final int imageSize;
  private final int epochs;
  private final int batchSize;
  private final AugmentationPreset augmentation;
  private final double mosaic;
  private final Resizing resizing;
  private final int validateEvery;

  private DetectionTraining(Builder builder) {
    super(builder);
    kind = builder.head;
    builder.dataset.require(Split.TRAIN, Split.VALIDATION);
    dataset = kind.tellsClasses() ? builder.dataset : new OneClass(builder.dataset);
    resizing = builder.resizing;
    mosaic = builder.mosaic;
    imageSize = builder.imageSize != null ? builder.imageSize : sideForImages();
    head = head(builder);
    model =
        DetectionNetwork.builder(head)
            .inputChannels(dataset.channels())
            .encoder(builder.encoder)
            .learningRate(learningRate())
            .l2(builder.l2())
            .seed(seed())
            .build();
    int images = dataset.size(Split.TRAIN);
    batchSize = builder.batchSizeOr(8);
    epochs = builder.epochsOr(Math.max(10, Math.min(200, IMAGES_WANTED / images)));
    augmentation = augmentation(builder, dataset.channels());
    validateEvery = validateEvery(dataset.size(Split.VALIDATION), images, VALIDATION_SHARE);
  }

  public static Builder builder(DetectionDataset dataset) {
    return new Builder(dataset);
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
    return builder.fitTo(this::trainingBoxes, seed()).build();
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

  @Override
  public TrainingData trainingData() {
    return TrainingData.of(
        DetectionIterator.builder(dataset, Split.TRAIN, imageSize)
            .batchSize(batchSize)
            .shuffle(true)
            .seed(seed())
            .augmentation(augmentation.ofObjects(mosaic))
            .resizing(resizing)
            .normalization(normalization())
            .build());
  }

  @Override
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
        normalization());
  }

  @Override
  public String describe() {
    return String.format(
        "%s head, %s backbone on %s: %d training and %d validation images, %d classes, %d epochs"
            + " in steps of %d images of %dx%d, loss %s",
        kind,
        model.encoder().name(),
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

  @Override
  public int batchSize() {
    return batchSize;
  }

  /** Side of the network's square input. */
  public int imageSize() {
    return imageSize;
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
    return dataset.size(Split.TRAIN);
  }

  /** Options; all have defaults. */
  public static final class Builder extends Training.Builder<Builder> {
    private final DetectionDataset dataset;
    private HeadType head = Heads.REGISTRY.get("fcos");
    private String encoder = "small";
    private Integer imageSize;
    private String classLoss;
    private String boxLoss;
    private Double boxWeight;
    private double mosaic;
    private Resizing resizing = Resizing.LETTERBOX;

    private Builder(DetectionDataset dataset) {
      super(6e-3);
      this.dataset = Objects.requireNonNull(dataset, "dataset");
    }

    /**
     * One of {@link Heads}, default fcos.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Builder head(String name) {
      head = Heads.REGISTRY.get(name);
      return this;
    }

    /** By its name in {@link org.dl4jvision.network.encoder.Encoders}; default small. */
    public Builder encoder(String encoder) {
      this.encoder = Objects.requireNonNull(encoder, "encoder");
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

    /**
     * @throws IllegalArgumentException for a value outside its range, a loss that cannot be read or
     *     a data set without training or validation images
     */
    public DetectionTraining build() {
      return new DetectionTraining(this);
    }
  }
}

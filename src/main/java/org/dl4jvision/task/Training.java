package org.dl4jvision.task;

import java.time.Duration;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.train.LearningRate;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainingData;
import org.dl4jvision.train.Validation;
import org.dl4jvision.train.Validator;

/**
 * How a network is trained for a task on a data set: options, of which those not given are chosen
 * to suit the data, and the parts made from them. Immutable.
 *
 * @param <V> what validations find
 */
public abstract class Training<V extends Validation> {

  /** Time of a forward pass, as a share of a training step's. */
  private static final double FORWARD_SHARE = 1 / 3.0;

  private static final double WARM_UP = 0.05;

  private final double learningRate;
  private final Normalization normalization;
  private final Duration timeLimit;
  private final long seed;

  public Training(Builder<?> builder) {
    learningRate = builder.learningRate;
    normalization = builder.normalization;
    timeLimit = builder.timeLimit;
    seed = builder.seed;
  }

  /**
   * Epochs between validations.
   *
   * @param validation pixels or images of a validation
   * @param epoch the same of an epoch
   * @param share of the time of the training between two validations that one may take
   */
  protected static int validateEvery(double validation, double epoch, double share) {
    return (int) Math.max(1, Math.ceil(validation * FORWARD_SHARE / (share * epoch)));
  }

  protected static AugmentationPreset augmentation(Builder<?> builder, int channels) {
    if (builder.augmentation != null) {
      return builder.augmentation;
    }
    return channels == 1 ? AugmentationPreset.ALL : AugmentationPreset.UPRIGHT;
  }

  /** One line that says what is trained on what. */
  public abstract String describe();

  /** The loss as an expression. */
  public abstract String loss();

  public abstract int epochs();

  /** Images a step. */
  public abstract int batchSize();

  public abstract AugmentationPreset augmentation();

  /** Training images, or crops of them, an epoch. */
  public abstract int examplesPerEpoch();

  /** A network with fresh weights. */
  public abstract ComputationGraph newNetwork();

  /** The training batches. */
  public abstract TrainingData trainingData();

  /** Measures on a split. */
  public abstract Validator<V> validator(Split split);

  protected abstract int validateEvery();

  protected final double learningRate() {
    return learningRate;
  }

  protected final Normalization normalization() {
    return normalization;
  }

  public final long seed() {
    return seed;
  }

  /**
   * A trainer of a {@linkplain Acceleration#enable accelerated} network; listeners and what else is
   * wanted can be added to it.
   */
  public final Trainer.Builder<V> trainer(ComputationGraph network) {
    Acceleration.enable(network);
    Trainer.Builder<V> builder =
        Trainer.<V>builder(network, trainingData())
            .validator(validator(Split.VALIDATION), validateEvery())
            .epochs(epochs())
            .learningRate(LearningRate.cosine(learningRate, WARM_UP));
    return timeLimit == null ? builder : builder.timeLimit(timeLimit);
  }

  /** Options of all trainings; all have defaults. */
  public abstract static class Builder<B extends Builder<B>> {
    private Integer epochs;
    private Integer batchSize;
    private double learningRate;
    private double l2;
    private AugmentationPreset augmentation;
    private Normalization normalization = Normalization.PER_IMAGE;
    private Duration timeLimit;
    private long seed = 42;

    protected Builder(double learningRate) {
      this.learningRate = learningRate;
    }

    @SuppressWarnings("unchecked")
    protected final B self() {
      return (B) this;
    }

    public final int epochsOr(double chosen) {
      return epochs != null ? epochs : (int) Math.round(chosen);
    }

    public final int batchSizeOr(double chosen) {
      return batchSize != null ? batchSize : (int) chosen;
    }

    public final double l2() {
      return l2;
    }

    /** Passes through the training images; default (null): at least 10, more for few images. */
    public B epochs(Integer epochs) {
      this.epochs = atLeast(1, "epochs", epochs);
      return self();
    }

    /** Images a step; default (null): at most 8. */
    public B batchSize(Integer batchSize) {
      this.batchSize = atLeast(1, "batchSize", batchSize);
      return self();
    }

    /** Highest learning rate of Adam; default 0.001 for segmentation, 0.006 for detection. */
    public B learningRate(double learningRate) {
      this.learningRate = learningRate;
      return self();
    }

    /** Weight of half the sum of the squared weights; default 0. */
    public B l2(double l2) {
      this.l2 = l2;
      return self();
    }

    /** Default (null): all for gray images, upright for colour. */
    public B augmentation(AugmentationPreset augmentation) {
      this.augmentation = augmentation;
      return self();
    }

    /** Default per image. */
    public B normalization(Normalization normalization) {
      this.normalization = Objects.requireNonNull(normalization, "normalization");
      return self();
    }

    /** See {@link Trainer.Builder#timeLimit}; default (null): none. */
    public B timeLimit(Duration timeLimit) {
      this.timeLimit = timeLimit;
      return self();
    }

    /** Seed of weights, anchors, order and augmentation; default 42. */
    public B seed(long seed) {
      this.seed = seed;
      return self();
    }

    protected static Integer atLeast(int minimum, String name, Integer value) {
      if (value != null && value < minimum) {
        throw new IllegalArgumentException(
            name + " must be at least " + minimum + ", but is " + value);
      }
      return value;
    }
  }
}

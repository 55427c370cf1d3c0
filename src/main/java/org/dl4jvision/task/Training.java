package org.dl4jvision.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.network.EncoderNetwork;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.train.AveragedStep;
import org.dl4jvision.train.Fitter;
import org.dl4jvision.train.Step;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.TrainingData;
import org.dl4jvision.train.Validator;
import org.dl4jvision.train.WeightAverage;

/**
 * How a network is trained for a task on a data set: the options, of which those not given are
 * chosen to suit the data, and the parts made from them. Immutable.
 *
 * @param <V> what validations find
 */
public abstract class Training<V extends TaskValidation> {

  /** A forward pass takes about this share of the time of a training step. */
  private static final double FORWARD_SHARE = 1 / 3.0;

  /**
   * Fills a copy of options, so that those given may change, and chooses how pixel values and
   * convolutions are normalized where nothing is said: as the weights that are read expect it.
   *
   * @param <O> the options
   * @param empty becomes the copy
   * @throws IllegalArgumentException for a value outside its range
   */
  protected static <O extends TrainingOptions<?>> O copy(O given, O empty) {
    given.check();
    ((Options) empty).setAll(given);
    empty.tellAs(given);
    if (empty.normalization == null) {
      empty.normalization = empty.initial.normalization();
    }
    if (empty.recipe.batchNorm == null) {
      empty.recipe.batchNorm = empty.initial.batchNorm();
    }
    return empty;
  }

  /** Chooses random changes where nothing is said: gray images rarely have an up and a down. */
  protected static void chooseAugmentation(TrainingOptions<?> options, int channels) {
    if (options.augmentation == null) {
      options.augmentation = usualAugmentation(channels);
    }
  }

  /** The augmentation of images of so many channels where nothing is said. */
  static String usualAugmentation(int channels) {
    return channels == 1 ? "all" : "upright";
  }

  /** A network with the weights that the options name, if they do. */
  protected final ComputationGraph init(EncoderNetwork model) {
    ComputationGraph network = model.init();
    TrainingOptions<V> options = options();
    options.initial.load(model, network).ifPresent(options::tell);
    return network;
  }

  /** The design of the networks, if they begin with an encoder; by default they do not. */
  protected Optional<EncoderNetwork> model() {
    return Optional.empty();
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

  /** The task that the network is trained for. */
  public abstract Task<V> task();

  /** A copy of the options, with what was chosen. */
  public abstract TrainingOptions<V> options();

  /** One line that says what is trained on what. */
  public abstract String describe();

  /** The line that says as what the data were recognized and why; empty where nothing was. */
  public Optional<String> recognition() {
    return Optional.empty();
  }

  /** What was wrong with the data but could be repaired; a line each. */
  public List<String> warnings() {
    return List.of();
  }

  /** What a step takes, such as {@code 8 images of 320x320}. */
  public String step() {
    return options().batchSize + " images";
  }

  /**
   * Refuses a step of which an array would be larger than any can be.
   *
   * @param batch images in the step
   * @param values of the largest array, an image
   */
  private void requireStep(long batch, double values) {
    if (batch * values > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              "a step of %s has more numbers than an array can hold: choose a smaller %s",
              step(), stepOptions()));
    }
  }

  /**
   * Refuses a step whose input is too large for any memory.
   *
   * @param batch images in the step
   * @param channels of an image
   */
  protected final void requireStep(long batch, int channels, ImageSize size) {
    requireStep(batch, (double) channels * size.height() * size.width());
  }

  /**
   * Refuses a step that is too large for any memory: of which any map within a network has more
   * numbers than an array can, or the input of an update.
   *
   * @param chosen says how large steps and updates are
   * @param examples of an epoch, which may be fewer
   * @param size of an image; what it is continued to is larger
   */
  protected final void requireStep(
      EncoderNetwork model, TrainingOptions<?> chosen, int examples, ImageSize size) {
    int update = chosen.recipe.imagesPerUpdate(chosen.batchSize);
    requireStep(Math.min(update, examples), model.inputChannels(), size);
    ImageSize padded = size.roundUp(model.multipleOf());
    requireStep(
        Math.min(chosen.batchSize, examples), model.largestMap(padded.height(), padded.width()));
  }

  /** The options that make a step or the network smaller, joined by "or". */
  protected String stepOptions() {
    return "--batch-size";
  }

  /** The loss as an expression. */
  public abstract String loss();

  /** Training images, or crops of them, an epoch. */
  public abstract int examplesPerEpoch();

  /** A network with fresh weights. */
  public abstract ComputationGraph newNetwork();

  /**
   * A network of the same shape, whose weights are going to be replaced: those that the options
   * name need not be there any more.
   */
  final ComputationGraph untrained() {
    return model().map(EncoderNetwork::init).orElseGet(this::newNetwork);
  }

  /**
   * The batches of training images, changed at random: of as many images as {@link
   * Recipe#imagesPerUpdate an update} takes.
   */
  public abstract TrainingData trainingData();

  /** Measures on a split. */
  public abstract Validator<V> validator(Split split);

  /** What updates the weights of a network: those of an encoder as the options say. */
  private Step update(ComputationGraph network, Optional<WeightAverage> average) {
    TrainingOptions<V> options = options();
    Step all = options.recipe.step(network, options.batchSize);
    Step step = model().map(encoded -> options.initial.step(encoded, network, all)).orElse(all);
    return average.<Step>map(of -> new AveragedStep(step, of)).orElse(step);
  }

  /** What is needed to use this training's networks. */
  public abstract ModelCard modelCard();

  /** What a validation of no images finds: every number is undefined. */
  protected abstract V nothing();

  /** Whether the validation images have anything to measure; without, the last epoch is best. */
  protected boolean canValidate() {
    return true;
  }

  /**
   * Refuses what a network could not be validated with, before it is trained; by default nothing.
   */
  protected void requireValidation(ComputationGraph network) {}

  /** Epochs between validations, by default 1. */
  protected int validateEvery() {
    return 1;
  }

  /** When the training ends, or null: by the options, unless a task knows better. */
  protected Duration timeLimit() {
    return options().timeLimit();
  }

  /** What options want to be told of a training, and write to its folder; by default nobody. */
  protected List<TrainerListener<V>> listeners(RunFolder folder) {
    return List.of();
  }

  /** Writes what a network predicts for the first validation images, by default nothing. */
  protected void writePictures(ComputationGraph network, RunFolder folder) {}

  /**
   * A trainer of an {@linkplain Acceleration#enable accelerated} network; listeners and what else
   * is wanted can be added to it.
   */
  public final Trainer.Builder<V> trainer(ComputationGraph network) {
    return trainer(network, options().recipe.average(network));
  }

  /** The same with an average that may be that of an earlier part of the training. */
  final Trainer.Builder<V> trainer(ComputationGraph network, Optional<WeightAverage> average) {
    Acceleration.enable(network);
    if (canValidate()) {
      requireValidation(network);
    }
    TrainingOptions<V> options = options();
    if (options.threads != null) {
      Threads.limit(options.threads);
    }
    Fitter fitter =
        (step, batches, epoch) ->
            LackOfMemory.tell(
                () ->
                    String.format(
                        "a step of %s is too large for the memory: choose a smaller %s",
                        step(), stepOptions()),
                () -> {
                  Fitter.LOCAL.run(step, batches, epoch);
                  return null;
                });
    Trainer.Builder<V> builder =
        Trainer.<V>builder(update(network, average), trainingData())
            .fitter(fitter)
            .epochs(options.epochs)
            .seed(options.seed)
            .learningRate(options.recipe.learningRate(options.learningRate));
    if (canValidate()) {
      builder.validator(validator(Split.VALIDATION), validateEvery());
    }
    if (options.checkpoints() != null) {
      builder.checkpoints(options.checkpoints());
    }
    if (options.recipe.earlyStopping != null) {
      builder.earlyStopping(options.recipe.earlyStopping);
    }
    return timeLimit() == null ? builder : builder.timeLimit(timeLimit());
  }
}

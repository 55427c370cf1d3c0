package org.dl4jvision.task;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Registry;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.augmentation.Augmentations;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options of every training. A task adds its own by a subclass, whose constructor takes no
 * argument.
 *
 * <p>What {@code ${bundle:KEY}} stands for in a description is what {@link #text} says.
 *
 * @param <V> what validations find
 */
public abstract class TrainingOptions<V extends TaskValidation> extends Options {

  /** OpenMP makes as many as it is told, and the process dies where it cannot. */
  private static final int MOST_THREADS =
      Math.max(256, 16 * Runtime.getRuntime().availableProcessors());

  /** Below it weights stay as they are, since it is lost in rounding. */
  private static final double LEAST_LEARNING_RATE = 1e-10;

  /** Its product with a gradient is a number in single precision. */
  private static final double MOST_LEARNING_RATE = 1e30;

  /** 60 milliseconds. */
  private static final double LEAST_MINUTES = 0.001;

  /** Two years. */
  private static final double MOST_MINUTES = 1_000_000;

  /** The number of passes through the training images; null: chosen by their number. */
  @Option(
      names = "--epochs",
      order = 40,
      paramLabel = "N",
      description = "Passes through the training images (default: ${bundle:epochs.default}).")
  public Integer epochs;

  /** The number of images in a step; null: chosen, at most 8. */
  @Option(
      names = "--batch-size",
      order = 41,
      paramLabel = "N",
      description = "Images a step (default: ${bundle:batch-size.default}).")
  public Integer batchSize;

  /** The highest learning rate, 1e-10 to 1e30; null: as the task chooses. */
  @Option(
      names = {"--learning-rate", "--lr"},
      order = 42,
      paramLabel = "X",
      description = "Highest learning rate (default: ${bundle:learning-rate.default}).")
  public Double learningRate;

  /**
   * Random changes of training images, an expression that {@link Augmentations#parse} reads; null:
   * all for gray images, upright for color.
   */
  @Option(
      names = "--augmentation",
      order = 44,
      paramLabel = "EXPRESSION",
      description = "${bundle:augmentation.help}")
  public String augmentation;

  /** How pixel values are scaled; null: as the first weights expect it. */
  @Option(
      names = "--normalization",
      order = 45,
      paramLabel = "KIND",
      description =
          "per_image (zero mean and unit variance in each channel), imagenet (as published weights"
              + " expect it) or none (default: as the run of --weights; imagenet with other"
              + " weights; else per_image).")
  public Normalization normalization;

  /** What the weights are at first, and how fast they change. */
  @Mixin public final InitialWeights initial = new InitialWeights();

  /** How weights are made of gradients. */
  @Mixin public final Recipe recipe = new Recipe();

  /**
   * Minutes after which the training ends, the last validation included as far as it can be
   * foreseen; the learning rate runs through its schedule in this time. 0.001 to 1,000,000; null:
   * no limit.
   */
  @Option(
      names = "--max-minutes",
      order = 100,
      paramLabel = "T",
      description = "End after this time, with a learning rate that falls in time.")
  public Double maxMinutes;

  /** Minutes between two saves within an epoch, 0.001 to 1,000,000; null: only whole epochs. */
  @Option(
      names = "--checkpoint-minutes",
      order = 101,
      paramLabel = "T",
      description =
          "Also save within an epoch, every so many minutes (default: only whole epochs).")
  public Double checkpointMinutes;

  /** Weight of half the sum of the squared weights. */
  @Option(
      names = "--l2",
      order = 102,
      paramLabel = "X",
      description = "L2 regularization of the weights (default: 0).")
  public double l2;

  /** Seed of weights, anchors, order and augmentation. */
  @Option(
      names = "--seed",
      order = 103,
      paramLabel = "N",
      description =
          "The same seed gives the same training, unless its time is limited (default:"
              + " ${DEFAULT-VALUE}).")
  public long seed = 42;

  /**
   * Threads that ND4J computes with, in all of the process, up to 16 a core or 256; null: as they
   * are set.
   */
  @Option(
      names = "--threads",
      order = 104,
      paramLabel = "N",
      description = "Processor threads (default: all cores).")
  public Integer threads;

  /** Whether a log for TensorBoard is written to the run folder; null: no. */
  @Option(
      names = "--tensorboard",
      order = 105,
      description =
          "Also write metrics and overlays to the run folder as TensorBoard reads them (tensorboard"
              + " --logdir runs).")
  public Boolean tensorboard;

  private Consumer<String> listener = line -> {};

  /**
   * @param learningRate the task's default; null: chosen by the other options, and said by {@link
   *     #text} as {@code learning-rate.default}
   */
  protected TrainingOptions(Double learningRate) {
    this.learningRate = learningRate;
  }

  /**
   * The training that these options describe, on the data that they name.
   *
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public abstract Training<V> open();

  /**
   * What stands for {@code ${bundle:KEY}} in descriptions, null where nothing does. A task with
   * other words, or more, says them first. It is asked only for what is shown.
   */
  public String text(String key) {
    return switch (key) {
      case "data.help" -> "Folder with images (default: built-in drawn pictures).";
      case "epochs.default" -> "by their number";
      case "batch-size.default" -> "at most 8";
      case "learning-rate.default" -> "" + learningRate;
      case "augmentation.help" ->
          "Random changes of training images: none, upright (mirrored left and right, light), all"
              + " (flips, quarter turns, light), strong, or a sum such as 'all +"
              + " rotation(degrees=30) + elastic'; 'dl4j-vision list augmentations' names them"
              + " (default: all for gray, upright for color).";
      case "formats" -> DataOptions.formats(List.of(Content.values()));
      default -> null;
    };
  }

  @Override
  public void onProgress(Consumer<String> listener) {
    this.listener = listener;
    super.onProgress(listener);
  }

  /** Tells what another, of which these are a copy, tells. */
  final void tellAs(TrainingOptions<?> original) {
    listener = original.listener;
  }

  /** Tells who listens. */
  public final void tell(String line) {
    listener.accept(line);
  }

  /**
   * The highest learning rate: the one that is given, or as the task chooses. A task without a
   * default says here what it chooses.
   */
  public double learningRate() {
    return learningRate;
  }

  /** The time limit, or null. */
  final Duration timeLimit() {
    return duration(maxMinutes);
  }

  /** The time between two saves within an epoch, or null. */
  final Duration checkpoints() {
    return duration(checkpointMinutes);
  }

  private static Duration duration(Double minutes) {
    return minutes == null ? null : Duration.ofMillis(Math.round(minutes * 60_000));
  }

  /** Refuses what no training can have, with the name of the option. */
  public void check() {
    atLeast("epochs", epochs, 1);
    atLeast("batch-size", batchSize, 1);
    if (threads != null) {
      Check.between("threads", threads, 1, MOST_THREADS);
    }
    Check.that(
        learningRate == null
            || learningRate >= LEAST_LEARNING_RATE && learningRate <= MOST_LEARNING_RATE,
        "learning-rate",
        learningRate,
        "numbers from 1e-10 to 1e30");
    Check.coefficient("l2", l2);
    if (augmentation != null) {
      Augmentations.parse(augmentation);
    }
    initial.check();
    recipe.check();
    minutes("max-minutes", maxMinutes);
    minutes("checkpoint-minutes", checkpointMinutes);
  }

  private static void minutes(String name, Double value) {
    if (value != null) {
      boolean ok = value >= LEAST_MINUTES && value <= MOST_MINUTES;
      Check.that(ok, name, value, "numbers from 0.001 to 1000000");
    }
  }

  /** All entries of a registry with their helps: {@code a (help of a), b (help of b)}. */
  protected static String list(Registry<?> registry) {
    return registry.all().stream()
        .map(entry -> entry.name() + " (" + entry.help() + ")")
        .collect(Collectors.joining(", "));
  }

  /** Refuses lower numbers; null is none. */
  protected static void atLeast(String name, Integer value, int least) {
    if (value != null) {
      Check.atLeast(name, value, least);
    }
  }
}

package org.dl4jvision.task;

import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.dl4jvision.train.AccumulatedGradient;
import org.dl4jvision.train.BatchGradient;
import org.dl4jvision.train.ClippedGradient;
import org.dl4jvision.train.DecoupledDecay;
import org.dl4jvision.train.GradientStep;
import org.dl4jvision.train.HardExamplesGradient;
import org.dl4jvision.train.LearningRate;
import org.dl4jvision.train.LossGradient;
import org.dl4jvision.train.Step;
import org.dl4jvision.train.ValidationHistory;
import org.dl4jvision.train.WeightAverage;
import org.nd4j.linalg.learning.config.IUpdater;
import picocli.CommandLine.Option;

/**
 * Options of how weights are made of gradients: normalization, optimizer, schedule, averages, end.
 */
public final class Recipe extends Options {

  private static final double MOMENTUM = 0.9;
  private static final int PATIENCE = 10;

  /** Of more updates no training is. */
  private static final double MOST_UPDATES = 1e12;

  /**
   * Whether the convolutions of U-Net's encoder and decoders are normalized by the batch; null:
   * they are, or as those of the run whose weights are the first.
   */
  @Option(
      names = "--batch-norm",
      order = 60,
      arity = "1",
      paramLabel = "BOOLEAN",
      description =
          "Normalize the convolutions of U-Net (plain, unet, unet-attention) by the batch; others"
              + " are as published (default: true, or as in the run that --weights names).")
  public Boolean batchNorm;

  /** What makes changes of weights out of gradients. */
  @Option(
      names = "--optimizer",
      order = 61,
      paramLabel = "NAME",
      description =
          "adam, adamw (weight decay apart from the gradient) or sgd (with Nesterov's momentum)"
              + " (default: adam).")
  public Optimizer optimizer = Optimizer.ADAM;

  /** The momentum of sgd, [0, 1); null: 0.9. */
  @Option(
      names = "--momentum",
      order = 62,
      paramLabel = "X",
      description = "With --optimizer sgd: its momentum (default: 0.9).")
  public Double momentum;

  /** How weights are made smaller, 0 to 1; null: 0.01 with adamw, else 0. */
  @Option(
      names = "--weight-decay",
      order = 63,
      paramLabel = "X",
      description =
          "How weights, but no biases and no normalization, are made smaller: with adamw by this"
              + " share times the learning rate, with others as --l2 does (default: 0.01 with"
              + " adamw, else 0).")
  public Double weightDecay;

  /** How the learning rate goes over the training. */
  @Option(
      names = "--schedule",
      order = 64,
      paramLabel = "NAME",
      description =
          "How the learning rate goes: cosine, one-cycle, polynomial, step, plateau or constant"
              + " (default: cosine).")
  public Schedule schedule = Schedule.COSINE;

  /** Validations without a better score after which plateau divides the rate by 10; null: 10. */
  @Option(
      names = "--plateau",
      order = 65,
      paramLabel = "N",
      description =
          "With --schedule plateau: divide the learning rate by 10 after N validations in a row"
              + " without a better score (default: 10).")
  public Integer plateau;

  /** The share of the training in which the learning rate rises, [0, 1); null: by the schedule. */
  @Option(
      names = "--warm-up",
      order = 66,
      paramLabel = "SHARE",
      description =
          "Share of the training in which the learning rate rises (default: 0.05; 0.3 with"
              + " one-cycle).")
  public Double warmUp;

  /** The greatest norm of a gradient; null: any. */
  @Option(
      names = "--clip-norm",
      order = 67,
      paramLabel = "X",
      description = "Shorten gradients whose norm over all layers is greater (default: they stay).")
  public Double clipNorm;

  /** Steps whose gradients make one update. */
  @Option(
      names = "--accumulate",
      order = 68,
      paramLabel = "N",
      description =
          "Update the weights after every N steps, as if their images were one batch; the memory"
              + " is that of one step (default: ${DEFAULT-VALUE}).")
  public int accumulate = 1;

  /** The share of the images read that are learned from, those of the highest loss; null: all. */
  @Option(
      names = "--hard-examples",
      order = 69,
      paramLabel = "SHARE",
      description =
          "Learn from this share of the images, or crops, of each update only, those that have the"
              + " highest loss then; 1 / SHARE times as many are read (default: from all).")
  public Double hardExamples;

  /** The decay of the moving average of the weights, (0, 1); null: no average. */
  @Option(
      names = "--ema",
      order = 70,
      paramLabel = "DECAY",
      description =
          "Validate, save and use a moving average of the weights that keeps this share of itself"
              + " in every update, such as 0.99; batch normalization's statistics are averaged, too"
              + " (default: the weights themselves).")
  public Double ema;

  /** Updates in which the decay rises; null: 1 / (1 - decay). */
  @Option(
      names = "--ema-ramp",
      order = 71,
      paramLabel = "N",
      description =
          "With --ema: updates in which its share rises to 0.63 DECAY (default: 1 / (1 -"
              + " DECAY)).")
  public Double emaRamp;

  /** Validations without a better score after which the training ends; null: never. */
  @Option(
      names = "--early-stopping",
      order = 72,
      paramLabel = "N",
      description =
          "End after N validations in a row without a better score (default: train all epochs).")
  public Integer earlyStopping;

  void check() {
    Check.given("optimizer", optimizer);
    Check.given("schedule", schedule);
    only("momentum", momentum, optimizer == Optimizer.SGD, "numbers with --optimizer sgd");
    only("plateau", plateau, schedule == Schedule.PLATEAU, "whole numbers with --schedule plateau");
    only("ema-ramp", emaRamp, ema != null, "numbers with --ema");
    Check.belowOne("momentum", momentum());
    Check.unit("weight-decay", weightDecay());
    Check.atLeast("plateau", patience(), 1);
    Check.belowOne("warm-up", warmUp());
    if (clipNorm != null) {
      Check.scale("clip-norm", clipNorm);
    }
    Check.atLeast("accumulate", accumulate, 1);
    if (hardExamples != null) {
      Check.part("hard-examples", hardExamples);
    }
    if (ema != null) {
      Check.part("ema", ema);
    }
    if (emaRamp != null) {
      boolean ok = emaRamp > 0 && emaRamp <= MOST_UPDATES;
      Check.that(ok, "ema-ramp", emaRamp, "numbers above 0, at most 1e12");
    }
    TrainingOptions.atLeast("early-stopping", earlyStopping, 1);
  }

  /** Earlier versions had none. */
  @Override
  protected Map<String, String> earlierDefaults() {
    return Map.of("batch-norm", "false");
  }

  private static void only(String name, Object value, boolean ok, String allowed) {
    Check.that(value == null || ok, name, value, allowed);
  }

  private double momentum() {
    return momentum == null ? MOMENTUM : momentum;
  }

  private double weightDecay() {
    return weightDecay == null ? optimizer.weightDecay() : weightDecay;
  }

  private int patience() {
    return plateau == null ? PATIENCE : plateau;
  }

  private double warmUp() {
    return warmUp == null ? schedule.warmUp() : warmUp;
  }

  /** The updater that a network is configured with. */
  public IUpdater updater(double learningRate) {
    return optimizer.updater(learningRate, momentum());
  }

  /**
   * The L2 regularization that a network is configured with: a weight decay that is part of the
   * gradient is nothing else.
   *
   * @param l2 what the options have besides
   */
  public double l2(double l2) {
    return optimizer == Optimizer.ADAMW ? l2 : l2 + weightDecay();
  }

  /**
   * The images that are read for an update, which a task makes batches of.
   *
   * @param step the images of a step
   * @throws IllegalArgumentException if they are more than can be counted
   */
  public int imagesPerUpdate(int step) {
    long images = (long) step * accumulate;
    long read = hardExamples == null ? images : HardExamplesGradient.examples(images, hardExamples);
    Check.that(
        read <= Integer.MAX_VALUE,
        "images that are read for an update",
        read,
        "at most " + Integer.MAX_VALUE + ": choose a smaller --accumulate");
    return (int) read;
  }

  /** Whether validations that went so end the training. */
  boolean stops(ValidationHistory validations) {
    return earlyStopping != null && validations.sinceBest() >= earlyStopping;
  }

  /** What is to be said of an update beside a step. */
  public String update() {
    return (accumulate == 1 ? "" : ", " + accumulate + " steps to an update")
        + (hardExamples == null ? "" : ", the hardest " + 100 * hardExamples + " % of the images");
  }

  /** The learning rate over a training. */
  LearningRate learningRate(double peak) {
    return schedule.rate(peak, warmUp(), patience());
  }

  /**
   * What updates a network.
   *
   * @param images of a step; null only where gradients are not accumulated
   */
  Step step(ComputationGraph network, Integer images) {
    boolean decoupled = optimizer == Optimizer.ADAMW && weightDecay() > 0;
    if (accumulate == 1 && hardExamples == null && clipNorm == null && !decoupled) {
      return Step.of(network);
    }
    LossGradient gradient = new BatchGradient(network);
    if (accumulate > 1) {
      gradient = new AccumulatedGradient(network, gradient, images);
    }
    if (hardExamples != null) {
      gradient = new HardExamplesGradient(network, gradient, hardExamples);
    }
    if (clipNorm != null) {
      gradient = new ClippedGradient(network, gradient, clipNorm);
    }
    if (decoupled) {
      gradient = new DecoupledDecay(network, gradient, weightDecay());
    }
    return new GradientStep(network, gradient);
  }

  /** The average of a network's weights, if there is to be one. */
  Optional<WeightAverage> average(ComputationGraph network) {
    return Optional.ofNullable(ema)
        .map(
            decay ->
                new WeightAverage(network, decay, emaRamp == null ? 1 / (1 - decay) : emaRamp));
  }
}

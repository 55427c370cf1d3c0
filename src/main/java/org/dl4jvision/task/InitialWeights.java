package org.dl4jvision.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.network.EncoderNetwork;
import org.dl4jvision.network.weights.NetworkTensors;
import org.dl4jvision.network.weights.SafeTensors;
import org.dl4jvision.network.weights.TensorSource;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.train.GroupedStep;
import org.dl4jvision.train.Step;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import picocli.CommandLine.Option;

/** Options of the weights that a training begins with, and of how fast they are left behind. */
public final class InitialWeights extends Options {

  private static final double MOST_FACTOR = 1000;

  /** A file that the encoder's first weights are read from; null: they are drawn at random. */
  @Option(
      names = "--encoder-weights",
      order = 56,
      paramLabel = "FILE.safetensors",
      description =
          "Begin with the weights of a published encoder, named as torchvision or timm name them"
              + " (default: random weights).")
  public Path encoderWeights;

  /** A run, or a file of a published network, whose weights are the first; null: random ones. */
  @Option(
      names = "--weights",
      order = 57,
      paramLabel = "RUN|FILE.safetensors",
      description =
          "Begin with the weights of a whole network: of another run's best model, or as"
              + " torchvision publishes it. Layers that differ, as the last one does for other"
              + " classes, begin at random (default: random weights).")
  public Path weights;

  /** What of the encoder stays as it is; its batch normalization does with all but none. */
  @Option(
      names = "--freeze",
      order = 58,
      paramLabel = "WHAT",
      description =
          "What of the encoder is not trained: none, batch-norm (its statistics, scale and shift)"
              + " or encoder (default: none).")
  public Freeze freeze = Freeze.NONE;

  /** Epochs after each of which one stage more of a frozen encoder is trained; null: never. */
  @Option(
      names = "--unfreeze-every",
      order = 59,
      paramLabel = "N",
      description =
          "With --freeze encoder: train one stage more after every N epochs, the deepest first"
              + " (default: never).")
  public Integer unfreezeEvery;

  /** What the learning rate of the encoder is multiplied by, above 0, at most 1000. */
  @Option(
      names = "--encoder-learning-rate",
      order = 60,
      paramLabel = "FACTOR",
      description = "What the learning rate of the encoder is multiplied by (default: 1).")
  public double encoderLearningRate = 1;

  /** Of a model.json, what weights expect of images. */
  private record Expected(Normalization normalization) {}

  /**
   * Of a configuration.json, whether U-Net is normalized by the batch; earlier ones say nothing.
   */
  private record Trained(@JsonProperty("batch-norm") boolean batchNorm) {}

  void check() {
    Check.that(
        weights == null || encoderWeights == null,
        "weights",
        weights,
        "either --weights or --encoder-weights");
    Check.given("freeze", freeze);
    TrainingOptions.atLeast("unfreeze-every", unfreezeEvery, 1);
    Check.that(
        unfreezeEvery == null || freeze == Freeze.ENCODER,
        "unfreeze-every",
        unfreezeEvery,
        "whole numbers with --freeze encoder");
    Check.that(
        encoderLearningRate > 0 && encoderLearningRate <= MOST_FACTOR,
        "encoder-learning-rate",
        encoderLearningRate,
        "numbers above 0, at most 1000");
  }

  /** Whether there are any: a training begins with what another has learned. */
  public boolean given() {
    return encoderWeights != null || weights != null;
  }

  /** What may not be meant. */
  public List<String> warnings() {
    return freeze == Freeze.ENCODER && unfreezeEvery == null && !given()
        ? List.of(
            "the frozen encoder stays random: name its weights with --encoder-weights or --weights")
        : List.of();
  }

  /** Whether batch normalization of the encoder stays as it is. */
  public boolean freezesNormalization() {
    return freeze != Freeze.NONE;
  }

  /** How the weights expect pixel values to be scaled: as their run did, or as is published. */
  Normalization normalization() {
    Optional<RunFolder> run = run();
    if (run.isPresent()) {
      return JsonFile.read(run.get().modelFile(), Expected.class).normalization();
    }
    return given() ? Normalization.IMAGENET : Normalization.PER_IMAGE;
  }

  /** Whether the weights are of a U-Net that is normalized by the batch, if they are of a run. */
  boolean batchNorm() {
    return run().map(run -> run.readConfiguration(Trained.class).batchNorm()).orElse(true);
  }

  /** The run whose weights are the first, if they are of a run. */
  private Optional<RunFolder> run() {
    return Optional.ofNullable(weights).filter(Files::isDirectory).map(RunFolder::open);
  }

  /** Copies the weights into a network, and says what became of them, if there are any. */
  Optional<String> load(EncoderNetwork model, ComputationGraph network) {
    if (encoderWeights != null) {
      SafeTensors file = SafeTensors.open(encoderWeights);
      return Optional.of("weights of the encoder " + model.loadEncoder(network, file));
    }
    return weights == null
        ? Optional.empty()
        : Optional.of("weights " + model.load(network, source()));
  }

  private TensorSource source() {
    return run()
        .<TensorSource>map(run -> new NetworkTensors(weights.toString(), ModelFile.best(run)))
        .orElseGet(() -> SafeTensors.open(weights));
  }

  /**
   * The step of a training in which the encoder learns as these options say.
   *
   * @param step in which all layers learn
   */
  Step step(EncoderNetwork model, ComputationGraph network, Step step) {
    if (freeze != Freeze.ENCODER && encoderLearningRate == 1) {
      return step;
    }
    List<Set<String>> stages = model.encoderStages();
    List<GroupedStep.Group> groups = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      long thawed = thawed(stages.size() - i);
      groups.add(
          new GroupedStep.Group(stages.get(i), epoch -> epoch < thawed ? 0 : encoderLearningRate));
    }
    return new GroupedStep(network, step, groups);
  }

  /**
   * The epoch, from 0, from which on a stage is trained.
   *
   * @param fromDeepest 1 for the deepest stage, 2 for the one before it, ..
   */
  private long thawed(int fromDeepest) {
    if (freeze != Freeze.ENCODER) {
      return 0;
    }
    return unfreezeEvery == null ? Long.MAX_VALUE : (long) fromDeepest * unfreezeEvery;
  }
}

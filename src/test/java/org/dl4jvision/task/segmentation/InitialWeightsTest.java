package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.layer.feature.FrozenBatchNormalization;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.Freeze;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.TaskRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trainings that begin with the weights of others, of which a part is kept. */
class InitialWeightsTest {

  private static final SyntheticCells CELLS =
      SyntheticCells.builder()
          .imageSize(32, 32)
          .samples(Split.TRAIN, 4)
          .samples(Split.VALIDATION, 2)
          .build();

  @TempDir private Path folder;

  private static SegmentationTraining training(Consumer<SegmentationOptions> set) {
    return SegmentationTraining.of(
        CELLS,
        options -> {
          options.encoder = "resnet18";
          options.baseChannels = 4;
          options.epochs = 1;
          options.batchSize = 2;
          set.accept(options);
        });
  }

  private static Map<String, INDArray> parameters(ComputationGraph network) {
    Map<String, INDArray> parameters = new TreeMap<>();
    for (Layer layer : network.getLayers()) {
      if (layer.numParams() > 0) {
        parameters.put(layer.conf().getLayer().getLayerName(), layer.params().dup());
      }
    }
    return parameters;
  }

  /** The layers that learn in a training. */
  private static List<String> learning(SegmentationTraining training) {
    ComputationGraph network = training.newNetwork();
    Map<String, INDArray> before = parameters(network);
    training.trainer(network).build().fit();
    Map<String, INDArray> after = parameters(network);
    return before.keySet().stream().filter(n -> !before.get(n).equals(after.get(n))).toList();
  }

  private static boolean isOfEncoder(String layer) {
    return layer.matches("(conv|bn)1|layer\\d.*");
  }

  @Test
  void aFrozenEncoderStaysToTheBit() {
    List<String> learning = learning(training(options -> options.initial.freeze = Freeze.ENCODER));
    assertTrue(learning.size() > 5, learning::toString);
    assertTrue(learning.stream().noneMatch(InitialWeightsTest::isOfEncoder), learning::toString);
  }

  @Test
  void frozenStatisticsStayWhileWeightsLearn() {
    SegmentationTraining training = training(options -> options.initial.freeze = Freeze.BATCH_NORM);
    List<String> learning = learning(training);
    assertTrue(learning.contains("layer1.0.conv1"), learning::toString);
    assertTrue(learning.stream().noneMatch(n -> n.matches("bn1|layer.*bn\\d")), learning::toString);
    List<String> frozen =
        Arrays.stream(training.newNetwork().getLayers())
            .map(layer -> layer.conf().getLayer())
            .filter(FrozenBatchNormalization.class::isInstance)
            .map(layer -> layer.getLayerName())
            .toList();
    assertEquals(20, frozen.size());
    assertTrue(frozen.stream().allMatch(InitialWeightsTest::isOfEncoder), frozen::toString);
  }

  @Test
  void stagesThawFromTheDeepestOn() {
    List<String> learning =
        learning(
            training(
                options -> {
                  options.epochs = 3;
                  options.initial.freeze = Freeze.ENCODER;
                  options.initial.unfreezeEvery = 1;
                }));
    assertTrue(learning.contains("layer4.0.conv1") && learning.contains("layer3.0.conv1"));
    assertTrue(
        learning.stream().noneMatch(n -> n.matches("conv1|layer[12].*")), learning::toString);
  }

  @Test
  void aSlowEncoderLearnsLess() {
    Map<Double, Double> changes = new TreeMap<>();
    for (double factor : new double[] {1, 0.01}) {
      SegmentationTraining training =
          training(options -> options.initial.encoderLearningRate = factor);
      ComputationGraph network = training.newNetwork();
      INDArray before = network.getLayer("layer1.0.conv1").params().dup();
      training.trainer(network).build().fit();
      INDArray after = network.getLayer("layer1.0.conv1").params();
      changes.put(factor, after.sub(before).amaxNumber().doubleValue());
    }
    assertEquals(0.01, changes.get(0.01) / changes.get(1.0), 0.01);
  }

  @Test
  void beginsWithAnotherRunOfOtherClasses() {
    SegmentationTraining first = training(options -> options.normalization = Normalization.NONE);
    RunFolder run = RunFolder.plan(folder.resolve("run"), RunFolder.Existing.REFUSE);
    try (TaskRun<SegmentationValidation> taskRun = TaskRun.create(first, run)) {
      taskRun.trainer().build().fit();
    }
    Map<String, INDArray> learned = parameters(ModelFile.best(run));
    List<String> told = new ArrayList<>();
    SegmentationTraining second =
        training(
            options -> {
              options.initial.weights = run.path();
              options.activation = ClassActivation.SIGMOID;
              options.onProgress(told::add);
            });
    assertEquals(Normalization.NONE, second.modelCard().normalization());
    Map<String, INDArray> begun = parameters(second.newNetwork());
    List<String> others =
        begun.keySet().stream()
            .filter(n -> !begun.get(n).equalsWithEps(learned.get(n), 1e-6))
            .toList();
    assertEquals(1, others.size(), others::toString);
    assertTrue(told.get(0).startsWith("weights " + run.path() + ": "), told::toString);
    assertTrue(told.get(0).contains("2 of another shape (" + others.get(0)), told::toString);
  }

  /** Its weights would not fit otherwise, as runs of earlier builds have no normalization. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isNormalizedAsTheRunThatItBeginsWith(boolean normalized) {
    RunFolder run = RunFolder.plan(folder.resolve("run"), RunFolder.Existing.REFUSE);
    Consumer<SegmentationOptions> small = options -> options.encoder = "plain";
    SegmentationTraining first =
        training(small.andThen(options -> options.recipe.batchNorm = normalized));
    try (TaskRun<SegmentationValidation> taskRun = TaskRun.create(first, run)) {
      taskRun.trainer().build().fit();
    }
    SegmentationTraining second =
        training(small.andThen(options -> options.initial.weights = run.path()));
    assertEquals(normalized, second.options().recipe.batchNorm);
    Map<String, INDArray> learned = parameters(ModelFile.best(run));
    assertEquals(learned, parameters(second.newNetwork()));
  }

  /** Its own models are all that a run needs from then on. */
  @Test
  void goesOnWhereTheWeightsAreGone() throws IOException {
    RunFolder first = RunFolder.plan(folder.resolve("first"), RunFolder.Existing.REFUSE);
    try (TaskRun<SegmentationValidation> run = TaskRun.create(training(options -> {}), first)) {
      run.trainer().build().fit();
    }
    Consumer<SegmentationOptions> begun =
        options -> {
          options.initial.weights = first.path();
          options.normalization = Normalization.PER_IMAGE;
        };
    RunFolder second = RunFolder.plan(folder.resolve("second"), RunFolder.Existing.REFUSE);
    try (TaskRun<SegmentationValidation> run = TaskRun.create(training(begun), second)) {
      run.trainer().build().fit();
    }
    Files.delete(first.bestModel());
    RunFolder again = RunFolder.open(second.path());
    SegmentationTraining more = training(begun.andThen(options -> options.epochs = 2));
    try (TaskRun<SegmentationValidation> run = TaskRun.resume(more, again)) {
      run.trainer().build().fit();
      assertEquals(2, run.epochs());
    }
    assertThrows(IllegalArgumentException.class, more::newNetwork);
  }

  @Test
  void aFrozenEncoderWithoutWeightsIsWarnedOf() {
    List<String> warnings = training(options -> options.initial.freeze = Freeze.ENCODER).warnings();
    assertTrue(
        warnings.contains(
            "the frozen encoder stays random: name its weights with --encoder-weights or"
                + " --weights"),
        warnings::toString);
  }

  @Test
  void refusesWhatContradictsItself() {
    assertRefused(
        "unfreeze-every is 2; allowed: whole numbers with --freeze encoder",
        options -> options.initial.unfreezeEvery = 2);
    assertRefused(
        "encoder-learning-rate is 0.0; allowed: numbers above 0, at most 1000",
        options -> options.initial.encoderLearningRate = 0);
    assertRefused(
        "weights is b; allowed: either --weights or --encoder-weights",
        options -> {
          options.initial.encoderWeights = Path.of("a");
          options.initial.weights = Path.of("b");
        });
  }

  private static void assertRefused(String message, Consumer<SegmentationOptions> set) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, () -> training(set)).getMessage());
  }

  @Test
  void theOptionsAreWrittenAndReadAsTyped() {
    SegmentationOptions options = new SegmentationOptions();
    options.set("freeze", "batch-norm");
    assertEquals(Freeze.BATCH_NORM, options.initial.freeze);
    assertEquals("batch-norm", options.toMap().get("freeze"));
    assertNotEquals(null, options.toMap().get("encoder-learning-rate"));
  }
}

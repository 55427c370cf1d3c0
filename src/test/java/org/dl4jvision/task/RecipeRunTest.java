package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.model.Models;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunStatus;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.train.TrainingResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a recipe leaves in a run folder. */
class RecipeRunTest {

  private static final SyntheticCells CELLS =
      SyntheticCells.builder()
          .imageSize(32, 32)
          .samples(Split.TRAIN, 4)
          .samples(Split.VALIDATION, 2)
          .build();

  @TempDir private Path folder;

  private static SegmentationTraining training(int epochs, Consumer<Recipe> set) {
    return SegmentationTraining.of(
        CELLS,
        options -> {
          options.baseChannels = 2;
          options.depth = 1;
          options.batchSize = 2;
          options.learningRate = 0.05;
          options.epochs = epochs;
          set.accept(options.recipe);
        });
  }

  private RunFolder train(SegmentationTraining training) {
    RunFolder run = RunFolder.plan(folder.resolve("run"), RunFolder.Existing.REFUSE);
    TaskRun.create(training, run).trainer().build().fit();
    return run;
  }

  private static INDArray trained(RunFolder run) {
    ComputationGraph last = ModelFile.last(run);
    return Models.reader()
        .readArray(run.lastModel(), Checkpoint.TRAINED, last.numParams())
        .orElseThrow();
  }

  @Test
  void modelsHoldTheAverageAndWhatIsTrainedBesideIt() throws IOException {
    float[] plain = ModelFile.last(train(training(2, recipe -> {}))).params().toFloatVector();
    folder = folder.resolve("averaged");
    RunFolder run = train(training(2, recipe -> recipe.ema = 0.9));

    ComputationGraph last = ModelFile.last(run);
    assertArrayEquals(plain, trained(run).toFloatVector());
    assertFalse(Arrays.equals(plain, last.params().toFloatVector()));
    ComputationGraph stock =
        ModelSerializer.restoreComputationGraph(run.lastModel().toFile(), true);
    assertArrayEquals(last.params().toFloatVector(), stock.params().toFloatVector());
  }

  /** More is trained with the weights that were, not with their average. */
  @Test
  void anAverageCanBeGivenUpAndTakenUp() {
    RunFolder run = train(training(1, recipe -> recipe.ema = 0.9));
    TaskRun.resume(training(2, recipe -> {}), run).trainer().build().fit();
    RunFolder plain = RunFolder.plan(folder.resolve("plain"), RunFolder.Existing.REFUSE);
    TaskRun.create(training(1, recipe -> {}), plain).trainer().build().fit();
    TaskRun.resume(training(2, recipe -> {}), plain).trainer().build().fit();
    assertArrayEquals(
        ModelFile.last(plain).params().toFloatVector(),
        ModelFile.last(run).params().toFloatVector());
    TaskRun.resume(training(3, recipe -> recipe.ema = 0.9), run).trainer().build().fit();
    assertFalse(
        Arrays.equals(ModelFile.last(run).params().toFloatVector(), trained(run).toFloatVector()));
  }

  @Test
  void anotherOptimizerIsRefused() {
    RunFolder run = train(training(1, recipe -> {}));
    SegmentationTraining other = training(2, recipe -> recipe.optimizer = Optimizer.SGD);
    assertEquals(
        run.lastModel() + ": was trained by another optimizer than sgd: go on with that of the run",
        assertThrows(IllegalArgumentException.class, () -> TaskRun.resume(other, run))
            .getMessage());
    TaskRun.resume(training(2, recipe -> recipe.optimizer = Optimizer.ADAMW), run).close();
  }

  @Test
  void earlyStoppingIsARunsEnd() {
    SegmentationTraining training = training(9, recipe -> recipe.earlyStopping = 1);
    RunFolder run = RunFolder.plan(folder.resolve("run"), RunFolder.Existing.REFUSE);
    // The score of the second is that of the first.
    var result = TaskRun.create(training, run).trainer().learningRate(progress -> 0).build().fit();
    assertEquals(TrainingResult.End.EARLY_STOPPED, result.end());
    var summary = run.readSummary(SegmentationScores.class);
    assertEquals(RunStatus.EARLY_STOPPED, summary.status());
    assertEquals("no better score in 1 validations", summary.reason());
    assertEquals(result.epochs(), summary.epochs());
    try (TaskRun<?> again = TaskRun.resume(training, run)) {
      assertTrue(again.isComplete());
      assertEquals(
          "ended early, after "
              + result.epochs()
              + " of 9 epochs: no better score in 1 validations",
          again.earlyEnd().orElseThrow());
      assertEquals(0, again.trainer().build().fit().seconds(), 5);
    }
    assertEquals(summary, run.readSummary(SegmentationScores.class));
    SegmentationTraining longer = training(9, recipe -> recipe.earlyStopping = 3);
    try (TaskRun<?> more = TaskRun.resume(longer, run)) {
      assertFalse(more.isComplete());
      assertTrue(more.earlyEnd().isEmpty());
    }
  }
}

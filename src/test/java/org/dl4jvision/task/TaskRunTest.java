package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.task.segmentation.SegmentationValidation;
import org.dl4jvision.train.BatchResult;
import org.dl4jvision.train.EpochStart;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.TrainingDivergedException;
import org.dl4jvision.train.Validator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that end between two file operations come to the same end as one that nothing disturbs. */
class TaskRunTest {

  private static final int EPOCHS = 3;

  /** The second epoch: while it is validated, and all of it. */
  private static final Path BEFORE = Path.of("during-2");

  private static final Path AFTER = Path.of("after-2");

  @TempDir static Path shared;
  @TempDir Path folder;

  private static SegmentationTraining training;
  private static Validator<SegmentationValidation> validator;
  private static RunFolder undisturbed;

  @BeforeAll
  static void train() {
    training =
        SegmentationTraining.of(
            SyntheticCells.builder()
                .imageSize(32, 32)
                .samples(Split.TRAIN, 6)
                .samples(Split.VALIDATION, 2)
                .build(),
            options -> {
              options.baseChannels = 2;
              options.depth = 2;
              options.batchSize = 2;
              options.learningRate = 0.02;
              options.epochs = EPOCHS;
            });
    validator = training.validator(Split.VALIDATION);
    undisturbed = RunFolder.create(shared.resolve("run"), RunFolder.Existing.REFUSE);
    TaskRun.create(training, undisturbed)
        .trainer()
        .validator(
            network -> {
              copyOf("during-" + epochs(network));
              return validator.validate(network);
            },
            1)
        .listener(
            new TrainerListener<SegmentationValidation>() {
              @Override
              public void onEpochStart(EpochStart epoch) {
                copyOf("after-" + (epoch.epoch() - 1));
              }
            })
        .build()
        .fit();
  }

  private static int epochs(ComputationGraph network) {
    return network.getConfiguration().getEpochCount();
  }

  private static void copyOf(String name) {
    copy(undisturbed.path(), shared.resolve(name));
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private RunFolder newFolder() {
    return RunFolder.create(folder.resolve("run"), RunFolder.Existing.REFUSE);
  }

  private static void assertSameEnd(RunFolder actual) {
    MetricsTable expected = undisturbed.readMetrics();
    assertEquals(expected.columns(), actual.readMetrics().columns());
    for (String column : expected.columns()) {
      if (!column.equals(EpochMetrics.SECONDS)) {
        assertArrayEquals(expected.column(column), actual.readMetrics().column(column), column);
      }
    }
    RunSummary<SegmentationScores> one = undisturbed.readSummary(SegmentationScores.class);
    RunSummary<SegmentationScores> two = actual.readSummary(SegmentationScores.class);
    assertEquals(one.bestEpoch(), two.bestEpoch());
    assertEquals(one.best(), two.best());
    assertEquals(one.last(), two.last());
    assertSameModel(ModelFile.last(undisturbed), ModelFile.last(actual));
    assertArrayEquals(
        ModelFile.last(undisturbed).getUpdater().getUpdaterStateViewArray().toFloatVector(),
        ModelFile.last(actual).getUpdater().getUpdaterStateViewArray().toFloatVector());
    assertSameModel(ModelFile.best(undisturbed), ModelFile.best(actual));
    assertFalse(Files.exists(actual.trainedModel()));
  }

  private static void assertSameModel(ComputationGraph expected, ComputationGraph actual) {
    assertArrayEquals(expected.params().toFloatVector(), actual.params().toFloatVector());
    assertEquals(epochs(expected), epochs(actual));
    assertEquals(
        expected.getConfiguration().getIterationCount(),
        actual.getConfiguration().getIterationCount());
  }

  private static void resume(RunFolder run) {
    TaskRun.resume(training, run).trainer().build().fit();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aFailedValidationLosesNothing(int failing) {
    RunFolder run = newFolder();
    TaskRun<SegmentationValidation> failed = TaskRun.create(training, run);
    var trainer =
        failed
            .trainer()
            .validator(
                network -> {
                  if (epochs(network) == failing) {
                    throw new OutOfMemoryError("validation image 7");
                  }
                  return validator.validate(network);
                },
                1)
            .build();

    assertThrows(OutOfMemoryError.class, trainer::fit);

    assertEquals(OptionalInt.of(failing), failed.savedEpoch());
    assertEquals(failing, epochs(ModelFile.trained(run)));
    assertEquals(failing == 1, epochs(ModelFile.best(run)) == failing, "best where alone");
    resume(run);
    assertSameEnd(run);
  }

  /** What a stop leaves of a half epoch would be trained on as if it were a whole one. */
  @Test
  void aStopWithinAnEpochLeavesTheWholeOnes() {
    RunFolder run = newFolder();
    var holder =
        new Object() {
          Trainer<SegmentationValidation> trainer;
        };
    holder.trainer =
        TaskRun.create(training, run)
            .trainer()
            .listener(
                new TrainerListener<SegmentationValidation>() {
                  @Override
                  public void onBatch(BatchResult batch) {
                    if (batch.epoch() == 2 && batch.batch() == 2) {
                      holder.trainer.stop();
                    }
                  }
                })
            .build();
    assertEquals(1, holder.trainer.fit().epochs());

    resume(run);

    assertSameEnd(run);
  }

  /** Its weights are of no use, and a lower learning rate has to begin before them. */
  @Test
  void anEpochThatDivergesIsNotKept() {
    RunFolder run = newFolder();
    TaskRun<SegmentationValidation> diverged = TaskRun.create(training, run);
    var trainer =
        diverged
            .trainer()
            .validator(
                network ->
                    epochs(network) == 2
                        ? new SegmentationValidation(
                            Double.NaN, validator.validate(network).evaluation())
                        : validator.validate(network),
                1)
            .build();

    assertThrows(TrainingDivergedException.class, trainer::fit);

    assertEquals(OptionalInt.empty(), diverged.savedEpoch());
    resume(run);
    assertSameEnd(run);
  }
}

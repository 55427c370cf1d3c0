package org.dl4jvision.task.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.report.GradientTable;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.TaskRun;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.task.segmentation.SegmentationValidation;
import org.dl4jvision.train.BatchResult;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainerListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientRecorderTest {

  private static final int EPOCHS = 3;

  @TempDir private Path folder;

  private static SegmentationTraining training(String encoder, Integer record) {
    return SegmentationTraining.of(
        SyntheticCells.builder()
            .imageSize(32, 32)
            .samples(Split.TRAIN, 6)
            .samples(Split.VALIDATION, 2)
            .build(),
        options -> {
          options.encoder = encoder;
          options.baseChannels = 2;
          options.depth = 2;
          options.dropout = 0.2;
          options.batchSize = 2;
          options.epochs = EPOCHS;
          options.recordGradients = record;
        });
  }

  private RunFolder run(String name, SegmentationTraining training) {
    RunFolder run = RunFolder.create(folder.resolve(name), RunFolder.Existing.REFUSE);
    TaskRun.create(training, run).trainer().build().fit();
    return run;
  }

  /** With dropout and, in one of the encoders, batch normalization. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "small"})
  void theTrainingStaysTheSame(String encoder) {
    RunFolder with = run("with", training(encoder, 2));
    RunFolder without = run("without", training(encoder, null));
    assertEquals(ModelFile.last(without).params(), ModelFile.last(with).params());
    assertFalse(Files.exists(GradientTable.file(without)));

    MetricsTable table = GradientTable.read(with);
    assertEquals(EPOCHS, table.rows().size());
    assertTrue(
        table
            .columns()
            .containsAll(
                List.of(
                    "epoch",
                    "norm",
                    "norm_dice",
                    "cosine_dice_cross-entropy",
                    "noise_scale",
                    "class_background",
                    "class_cell",
                    "border")),
        "" + table.columns());
    for (int i = 0; i < EPOCHS; i++) {
      assertTrue(table.column("norm")[i] > 0);
      assertTrue(Math.abs(table.column("cosine_dice_cross-entropy")[i]) <= 1 + 1e-6);
      assertEquals(1, table.column("class_background")[i] + table.column("class_cell")[i], 1e-6);
    }
    assertTrue(Files.exists(with.curve("gradients")));
  }

  @Test
  void aResumedTrainingRecordsTheSame() throws IOException {
    SegmentationTraining training = training("plain", 2);
    RunFolder whole = run("whole", training);
    RunFolder stopped = RunFolder.create(folder.resolve("stopped"), RunFolder.Existing.REFUSE);
    for (int stopAt : new int[] {2, 4, 100}) {
      try (TaskRun<SegmentationValidation> part =
          stopAt == 2 ? TaskRun.create(training, stopped) : TaskRun.resume(training, stopped)) {
        Stopper stopper = new Stopper(stopAt);
        Trainer<SegmentationValidation> trainer = part.trainer().listener(stopper).build();
        stopper.trainer = trainer;
        trainer.fit();
      }
    }
    assertEquals(
        Files.readString(GradientTable.file(whole)), Files.readString(GradientTable.file(stopped)));
  }

  /** Stops after an update, counted over all epochs. */
  private static final class Stopper implements TrainerListener<SegmentationValidation> {
    private final int at;
    private Trainer<?> trainer;

    Stopper(int at) {
      this.at = at;
    }

    @Override
    public void onBatch(BatchResult batch) {
      if ((batch.epoch() - 1) * 3 + batch.batch() == at) {
        trainer.stop();
      }
    }
  }

  @Test
  void whatIsOverwrittenIsDeleted() {
    RunFolder run = run("run", training("plain", 1));
    assertTrue(Files.exists(GradientTable.file(run)));
    RunFolder.create(run.path(), RunFolder.Existing.OVERWRITE);
    assertFalse(Files.exists(GradientTable.file(run)));
  }
}

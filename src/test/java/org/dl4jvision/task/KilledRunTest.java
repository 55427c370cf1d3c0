package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.io.WatchedFiles;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.train.BatchResult;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.TrainingResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that ends anywhere comes to the same end as one that nothing disturbs: killed after any of
 * its file operations, or stopped after any update of the weights.
 */
class KilledRunTest {

  @TempDir Path folder;

  private TrainingOptions<?> options(String task, int epochs) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    TrainingOptions<?> options = Tasks.REGISTRY.get(task).options();
    options.set("data", data.toString());
    if (task.equals("segmentation")) {
      TinyData.cells(data);
      Map.of("base-channels", "2", "depth", "1", "dropout", "0.2", "crop", "16")
          .forEach(options::set);
    } else {
      TinyData.objects(data);
      options.set("image-size", "32");
    }
    Map.of("batch-size", "2", "epochs", "" + epochs).forEach(options::set);
    return options;
  }

  private static void train(Training<?> training, Path run) {
    train(training, run, Duration.ofDays(1));
  }

  private static void train(Training<?> training, Path run, Duration checkpoints) {
    RunFolder fresh = RunFolder.plan(run, RunFolder.Existing.REFUSE);
    TaskRun.create(training, fresh).trainer().checkpoints(checkpoints).build().fit();
  }

  /** As whoever starts it again would: go on where there is a run, begin where there is none. */
  private static void goOn(Training<?> training, Path run) {
    if (Files.exists(run.resolve("configuration.json"))) {
      TaskRun.resume(training, RunFolder.open(run)).trainer().build().fit();
    } else {
      train(training, run);
    }
  }

  /**
   * After every operation that changes what the run is, and some of those that change its pictures
   * or files that are not complete.
   */
  @ParameterizedTest
  @CsvSource({"segmentation, 2, 8", "detection, 1, 40"})
  void killedAfterAFileOperation(String task, int epochs, int every) throws IOException {
    killedAfter(task, epochs, every, Duration.ofDays(1));
  }

  /** Where the training is saved after every update. */
  @Test
  void killedWithinAnEpoch() throws IOException {
    killedAfter("segmentation", 1, 20, Duration.ofNanos(1));
  }

  /** All that a recipe keeps: averaged weights, an optimizer with a state, a history of scores. */
  @Test
  void killedWithinAnEpochOfARecipe() throws IOException {
    TrainingOptions<?> options = options("segmentation", 3);
    recipe(options);
    killedAfter(options.open(), 3, 25, Duration.ofNanos(1));
  }

  private static void recipe(TrainingOptions<?> options) {
    Map.of(
            "optimizer", "adamw",
            "schedule", "plateau",
            "plateau", "1",
            "clip-norm", "0.1",
            "accumulate", "2",
            "batch-size", "1",
            "hard-examples", "0.7",
            "ema", "0.9",
            "early-stopping", "2")
        .forEach(options::set);
  }

  @Tag("scale")
  @ParameterizedTest
  @ValueSource(strings = {"segmentation", "detection"})
  void killedAfterAnyFileOperation(String task) throws IOException {
    killedAfter(task, 2, 1, Duration.ofNanos(1));
  }

  private void killedAfter(String task, int epochs, int every, Duration checkpoints)
      throws IOException {
    killedAfter(options(task, epochs).open(), epochs, every, checkpoints);
  }

  private void killedAfter(Training<?> training, int epochs, int every, Duration checkpoints) {
    Path run = folder.resolve("run");
    List<Path> states = new ArrayList<>();
    Set<Map<Path, Long>> seen = new HashSet<>();
    int[] operations = {0};
    Runnable copy =
        () -> {
          if (seen.add(RunEnd.essentials(run)) || operations[0] % every == 0) {
            Path state = folder.resolve("after-" + operations[0]);
            states.add(state);
            RunEnd.copy(run, state);
          }
          operations[0]++;
        };
    train(training, WatchedFiles.watch(run, copy), checkpoints);
    RunEnd undisturbed = RunEnd.of(run);
    assertTrue(seen.size() > 6 * epochs, seen.size() + " states of " + operations[0]);

    for (Path state : states) {
      goOn(training, state);
      undisturbed.assertSame(state, state.getFileName() + " of " + operations[0]);
    }
  }

  /** In the first epoch, where there is no model yet, at its end and in the second. */
  @ParameterizedTest
  @CsvSource({"segmentation, 2, 1", "segmentation, 2, 2", "segmentation, 2, 3", "detection, 1, 2"})
  void stoppedAfterAnUpdate(String task, int epochs, int update) throws IOException {
    Training<?> training = options(task, epochs).open();
    Path run = folder.resolve("run");
    train(training, run);
    RunEnd undisturbed = RunEnd.of(run);
    Path stopped = folder.resolve("stopped");

    stop(training, stopped, update);
    goOn(training, stopped);

    undisturbed.assertSame(stopped, "stopped after update " + update);
  }

  private static <V extends TaskValidation> void stop(
      Training<V> training, Path folder, int update) {
    List<Trainer<V>> trainer = new ArrayList<>();
    int[] updates = {0};
    trainer.add(
        TaskRun.create(training, RunFolder.plan(folder, RunFolder.Existing.REFUSE))
            .trainer()
            .listener(
                new TrainerListener<V>() {
                  @Override
                  public void onBatch(BatchResult batch) {
                    if (++updates[0] == update) {
                      trainer.get(0).stop();
                    }
                  }
                })
            .build());
    assertEquals(TrainingResult.End.STOPPED, trainer.get(0).fit().end());
  }
}

package org.dl4jvision.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.train.TrainedEpoch;

/**
 * The newest epoch of a run from its last update until all of it is recorded: its model and what
 * its line of metrics.csv needs are in the folder before its validation begins, so that a run that
 * ends there, for whatever reason, does not train the epoch again.
 *
 * <p>The summary decides: an epoch that it counts is recorded and needs only {@link #complete}; one
 * that it does not is validated again, and whatever else was written of it is written anew.
 */
final class Checkpoint {

  private final RunFolder folder;

  Checkpoint(RunFolder folder) {
    this.folder = folder;
  }

  /** Saves an epoch before its validation; the model comes last, without it there is none. */
  void save(TrainedEpoch epoch, ComputationGraph network) {
    JsonFile.write(folder.trainedEpochFile(), epoch);
    folder.write(
        folder.trainedModel(), file -> ModelSerializer.writeModel(network, file.toFile(), true));
  }

  /** The epoch that is saved but not complete. */
  Optional<TrainedEpoch> epoch() {
    return Files.exists(folder.trainedModel()) && Files.exists(folder.trainedEpochFile())
        ? Optional.of(JsonFile.read(folder.trainedEpochFile(), TrainedEpoch.class))
        : Optional.empty();
  }

  /**
   * Makes the model of a recorded epoch the last one.
   *
   * @param best whether it is the best one, too
   */
  void complete(boolean best) {
    if (best) {
      folder.write(
          folder.bestModel(),
          file -> Files.copy(folder.trainedModel(), file, StandardCopyOption.REPLACE_EXISTING));
    }
    AtomicFile.rename(folder.trainedModel(), folder.lastModel());
    delete(folder.trainedEpochFile());
  }

  /** Forgets an epoch that is of no use. */
  void discard() {
    delete(folder.trainedModel());
    delete(folder.trainedEpochFile());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileProblem.cannot("delete", file, e);
    }
  }
}

package org.dl4jvision.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.model.Models;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.Scores;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The models of a run folder, each a ModelSerializer zip with one entry more, the {@link RunState}
 * that belongs to it, and one with the weights that are trained, where those of the model are their
 * average. A file replaces its predecessor in one step, so model and state are never of two epochs,
 * and a run that ends anywhere goes on from the newest file:
 *
 * <pre>
 * last-model.zip of epoch e                            epoch e is recorded
 *   the updates of epoch e + 1
 * trained-model.zip of a part of epoch e + 1           if it is stopped, or checkpoints are asked for
 *   the other updates of epoch e + 1
 * trained-model.zip of epoch e + 1 is put beside it    its validation is to come
 *   the validation of epoch e + 1, if one is due
 * last-model.zip is replaced by that of epoch e + 1    epoch e + 1 is recorded
 *   best-model.zip is replaced by a copy, where it is best
 *   trained-model.zip is deleted; where it is still there, its epoch says that it is old
 * </pre>
 */
final class Checkpoint {

  /** The entry of a model's zip. */
  static final String STATE = "run.json";

  /** The entry with the weights that are trained, where those of the model are their average. */
  static final String TRAINED = "trainedWeights.bin";

  /** Of more, which no run has, the rest is left out, so that what was read is no JSON. */
  private static final int LARGEST_STATE = 1 << 28;

  private final RunFolder folder;
  private final Class<? extends Scores> scores;

  Checkpoint(RunFolder folder, Class<? extends Scores> scores) {
    this.folder = folder;
    this.scores = scores;
  }

  /** Saves an epoch, or a part of it, before its validation. */
  void save(RunState<Scores> state, TrainedNetwork network) {
    write(folder.trainedModel(), network, state);
  }

  /**
   * Records an epoch.
   *
   * @param saved whether all of it was saved
   */
  void record(RunState<Scores> state, TrainedNetwork network, boolean saved) {
    if (saved) {
      folder.write(
          folder.lastModel(), file -> copy(folder.trainedModel(), state, Optional.empty(), file));
    } else {
      write(folder.lastModel(), network, state);
    }
    complete(state);
  }

  private void write(Path target, TrainedNetwork network, RunState<Scores> state) {
    folder.write(
        target,
        file -> {
          Path model = file.resolveSibling(".model.tmp");
          try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(model))) {
              ModelSerializer.writeModel(network.network(), out, true);
            }
            copy(model, state, network.trained(), file);
          } finally {
            Files.deleteIfExists(model);
          }
        });
  }

  /**
   * Copies a model's zip with another state, and with the weights that are trained where it has
   * none. Java's own file system of zips would write it in place, but leaves files and prints
   * traces where the disk is full.
   */
  private static void copy(
      Path model, RunState<Scores> state, Optional<INDArray> trained, Path file)
      throws IOException {
    try (var from =
            new org.apache.commons.compress.archivers.zip.ZipFile(Files.newByteChannel(model));
        OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file));
        ZipArchiveOutputStream to = new ZipArchiveOutputStream(stream)) {
      from.copyRawEntries(to, entry -> !entry.getName().equals(STATE));
      to.putArchiveEntry(new ZipArchiveEntry(STATE));
      to.write(JsonFile.toText(state).getBytes(UTF_8));
      to.closeArchiveEntry();
      if (trained.isPresent()) {
        to.putArchiveEntry(new ZipArchiveEntry(TRAINED));
        DataOutputStream numbers = new DataOutputStream(to);
        Nd4j.write(trained.get(), numbers);
        numbers.flush();
        to.closeArchiveEntry();
      }
    }
  }

  /** Does what follows the record of an epoch, as far as it is not done. */
  void complete(RunState<Scores> recorded) {
    if (recorded.bestEpoch() == recorded.epochs()
        && epochs(folder.bestModel()) != recorded.epochs()) {
      folder.write(
          folder.bestModel(),
          file -> Files.copy(folder.lastModel(), file, StandardCopyOption.REPLACE_EXISTING));
    }
    discard();
  }

  /** The epochs recorded with a model, 0 where there is none or it is of no use. */
  private int epochs(Path file) {
    try {
      return state(file).map(RunState::epochs).orElse(0);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return 0;
    }
  }

  /** Forgets an epoch that is saved but not recorded. */
  void discard() {
    AtomicFile.delete(folder.trainedModel());
  }

  /** A model of the folder with what belongs to it. */
  record Saved(Path file, TrainedNetwork network, RunState<Scores> state) {}

  /**
   * Where the run goes on; empty where it has no epoch yet.
   *
   * @throws IllegalArgumentException if what is needed is missing or damaged, with what to do
   */
  Optional<Saved> newest() {
    Optional<Saved> trained = trained();
    if (trained.isPresent()) {
      return trained;
    }
    if (Files.exists(folder.lastModel())) {
      ComputationGraph network = ModelFile.last(folder);
      int epochs = network.getConfiguration().getEpochCount();
      RunState<Scores> state =
          state(folder.lastModel()).orElseGet(() -> new EarlierRun(folder, scores).state(epochs));
      return Optional.of(
          new Saved(folder.lastModel(), withTrained(folder.lastModel(), network), state));
    }
    if (folder.hasEpoch()) {
      throw ModelFile.withoutLast(folder);
    }
    return Optional.empty();
  }

  /** The epoch that is trained, as far as it is, but not recorded. */
  private Optional<Saved> trained() {
    Path file = folder.trainedModel();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    ComputationGraph network = ModelFile.trained(folder);
    return state(file)
        .filter(state -> state.newest() > epochs(folder.lastModel()))
        .map(state -> new Saved(file, withTrained(file, network), state));
  }

  private static TrainedNetwork withTrained(Path file, ComputationGraph network) {
    return new TrainedNetwork(
        network, Models.reader().readArray(file, TRAINED, network.numParams()));
  }

  /** The state of a model's file; empty where there is none, as in files of version 0.1.0. */
  private Optional<RunState<Scores>> state(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(STATE);
      if (entry == null) {
        return Optional.empty();
      }
      String text = new String(zip.getInputStream(entry).readNBytes(LARGEST_STATE), UTF_8);
      RunState<? extends Scores> state =
          JsonFile.parseGeneric("file " + file + ", " + STATE, text, RunState.class, scores);
      return Optional.of(RunState.of(state));
    } catch (IOException e) {
      throw FileProblem.cannot("read", file, e);
    }
  }
}

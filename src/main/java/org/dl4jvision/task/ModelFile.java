package org.dl4jvision.task;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.report.RunFolder;

/** Reads the models of run folders, which are checked before they are used. */
public final class ModelFile {

  /** The least that a file of ModelSerializer has. */
  private static final String CONFIGURATION = "configuration.json";

  private static final String DAMAGED = "is damaged or cut off";

  private ModelFile() {}

  /**
   * The best model of a run, without the state of its updater; before the first epoch is recorded
   * the one that is trained.
   *
   * @throws IllegalArgumentException if it is missing or damaged, with what to do
   */
  public static ComputationGraph best(RunFolder run) {
    Path file = bestFile(run);
    if (!Files.exists(file) && !Files.exists(run.metricsFile())) {
      throw new IllegalArgumentException(
          run.path()
              + ": has no model yet, as no epoch of its training is complete; go on with it"
              + " (--resume)");
    }
    return read(file, false, run.lastModel());
  }

  private static Path bestFile(RunFolder run) {
    boolean trainedOnly = !Files.exists(run.bestModel()) && Files.exists(run.trainedModel());
    return trainedOnly ? run.trainedModel() : run.bestModel();
  }

  /**
   * The best model of a run, which is one that a card describes.
   *
   * @param card what the run's model.json says
   * @throws IllegalArgumentException if the model is missing, damaged or another, with what to do
   */
  public static ComputationGraph best(RunFolder run, ModelCard card) {
    ComputationGraph network = best(run);
    try {
      card.requireModel(network);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "file "
              + bestFile(run)
              + " is not the model of "
              + run.modelFile()
              + ": "
              + e.getMessage()
              + "; take both from one run",
          e);
    }
    return network;
  }

  /**
   * The last model of a run, with the state of its updater.
   *
   * @throws IllegalArgumentException if it is missing or damaged, with what to do
   */
  public static ComputationGraph last(RunFolder run) {
    return read(run.lastModel(), true, run.bestModel());
  }

  /**
   * The model of an epoch that is trained but not recorded, with the state of its updater.
   *
   * @throws IllegalArgumentException if it is damaged, with what to do
   */
  static ComputationGraph trained(RunFolder run) {
    Path file = run.trainedModel();
    damage(file)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(
                  "file " + file + ": " + problem + "; delete it to train that epoch again");
            });
    return read(file, true, run.lastModel());
  }

  private static ComputationGraph read(Path file, boolean withUpdater, Path other) {
    damage(file)
        .ifPresent(
            problem -> {
              throw refusal(file, problem, other, null);
            });
    return LackOfMemory.tell(
        () -> "the model " + file + " is too large for the memory: train a smaller one",
        () -> {
          try {
            return ModelSerializer.restoreComputationGraph(file.toFile(), withUpdater);
          } catch (IOException | RuntimeException e) {
            throw refusal(file, "cannot be read as a model", other, e);
          }
        });
  }

  private static IllegalArgumentException refusal(
      Path file, String problem, Path other, Exception cause) {
    String remedy = damage(other).isEmpty() ? "copy " + other.getFileName() + " over it, or " : "";
    return new IllegalArgumentException(
        "file " + file + ": " + problem + "; " + remedy + "train anew", cause);
  }

  /** What is wrong with a model file; DL4J would read as far as it comes, and compare nothing. */
  private static Optional<String> damage(Path file) {
    if (!Files.exists(file)) {
      return Optional.of("there is no such file");
    }
    boolean model = false;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        var content = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
        content.transferTo(OutputStream.nullOutputStream());
        if (content.getChecksum().getValue() != entry.getCrc()) {
          return Optional.of(DAMAGED);
        }
        model |= entry.getName().equals(CONFIGURATION);
      }
    } catch (ZipException | EOFException e) {
      return Optional.of(file.toFile().length() == 0 ? "is empty" : DAMAGED);
    } catch (IOException e) {
      return Optional.of(FileProblem.reason(e));
    }
    return model ? Optional.empty() : Optional.of("is no model");
  }
}

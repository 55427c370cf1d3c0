package org.dl4jvision.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.registry.LossType;
import org.dl4jvision.model.ModelReader;
import org.dl4jvision.model.Models;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.report.RunFolder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads the models of run folders, which are checked before they are used. */
public final class ModelFile {

  private ModelFile() {}

  /**
   * The best model of a run, without the state of its updater; before the first epoch is recorded
   * what is trained of it.
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
    try {
      return read(run.trainedModel(), true);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; delete it to train that epoch again", e);
    }
  }

  /** Says what to do where the model is missing with which a run would go on. */
  static IllegalArgumentException withoutLast(RunFolder run) {
    return refusal(
        "file " + run.lastModel() + ": there is no such file or folder", run.bestModel(), null);
  }

  private static ComputationGraph read(Path file, boolean withUpdater, Path other) {
    try {
      return read(file, withUpdater);
    } catch (IllegalArgumentException e) {
      throw refusal(e.getMessage(), other, e);
    }
  }

  /** What the library reads and this refuses: models of which nothing could be predicted. */
  private static ComputationGraph read(Path file, boolean withUpdater) {
    ComputationGraph network = reader(withUpdater).read(file);
    INDArray weights = network.params();
    if (weights.isNaN().any() || weights.isInfinite().any()) {
      throw new IllegalArgumentException("file " + file + ": has weights that are not finite");
    }
    return network;
  }

  /** Classes that registered themselves are code that the user chose: its packages are trusted. */
  private static ModelReader reader(boolean withUpdater) {
    Stream<? extends Class<?>> registered =
        Stream.of(
                Tasks.REGISTRY.all().stream().map(Object::getClass),
                Encoders.REGISTRY.all().stream().map(Object::getClass),
                Decoders.REGISTRY.all().stream().map(Object::getClass),
                Heads.REGISTRY.all().stream().map(type -> type.builder().getClass()),
                Losses.REGISTRY.all().stream().map(LossType::lossClass))
            .flatMap(classes -> classes);
    ModelReader reader =
        Models.reader()
            .allow(
                registered
                    .map(Class::getPackageName)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toArray(String[]::new));
    return withUpdater ? reader : reader.withoutUpdater();
  }

  private static IllegalArgumentException refusal(String problem, Path other, Exception cause) {
    String remedy = isReadable(other) ? "copy " + other.getFileName() + " over it, or " : "";
    return new IllegalArgumentException(problem + "; " + remedy + "train anew", cause);
  }

  private static boolean isReadable(Path file) {
    try {
      read(file, true);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

package org.dl4jvision.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.LackOfMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads networks as {@link Models} does, with options. Immutable. */
public final class ModelReader {

  private static final String CONFIGURATION = "configuration.json";
  private static final String WEIGHTS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";

  /** Those of networks of a thousand layers are of two million. */
  private static final int MOST_CONFIGURATION_BYTES = 1 << 24;

  private final AllowedClasses classes;
  private final boolean updater;

  ModelReader(AllowedClasses classes, boolean updater) {
    this.classes = classes;
    this.updater = updater;
  }

  /**
   * Allows a configuration to name more classes, such as layers and losses of one's own. Their
   * static initializers, constructors and setters are run by whoever made the file.
   *
   * @param packages names of packages, such as {@code com.acme.vision}, with all below them, or of
   *     single classes
   */
  public ModelReader allow(String... packages) {
    return new ModelReader(classes.and(packages), updater);
  }

  /** Leaves the state of the updater out: what it is for is going on with a training. */
  public ModelReader withoutUpdater() {
    return new ModelReader(classes, false);
  }

  /**
   * Reads a graph.
   *
   * @throws IllegalArgumentException if the file is refused, or is of a {@code MultiLayerNetwork}
   */
  public ComputationGraph read(Path file) {
    return read(file, SavedGraph::new);
  }

  /**
   * Reads a network of layers.
   *
   * @throws IllegalArgumentException if the file is refused, or is of a {@code ComputationGraph}
   */
  public MultiLayerNetwork readMultiLayer(Path file) {
    return read(file, SavedLayers::new);
  }

  /**
   * Reads an array that somebody added to a model's file, as {@code Nd4j.write} writes it.
   *
   * @param entry its name in the zip
   * @param length how many numbers it must have, above 0
   * @return one row of them; empty where there is no such entry
   * @throws IllegalArgumentException if the file is refused
   */
  public Optional<INDArray> readArray(Path file, String entry, long length) {
    return open(
        file,
        archive ->
            archive.has(entry)
                ? Optional.of(SavedArray.read(archive, entry, length))
                : Optional.empty());
  }

  private <N> N read(Path file, Function<ConfigurationScan, SavedNetwork<N>> kind) {
    return open(file, archive -> read(archive, kind));
  }

  /** What is made of an archive. */
  private interface Content<T> {
    T of(ModelArchive archive) throws IOException;
  }

  private static <T> T open(Path file, Content<T> content) {
    return LackOfMemory.tell(
        () -> "the model " + file + " is too large for the memory: use a smaller one",
        () -> {
          try (ModelArchive archive = ModelArchive.open(file)) {
            return content.of(archive);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("file " + file + ": " + e.getMessage(), e);
          } catch (IOException e) {
            throw new IllegalArgumentException("file " + file + ": " + FileProblem.reason(e), e);
          }
        });
  }

  private <N> N read(ModelArchive archive, Function<ConfigurationScan, SavedNetwork<N>> kind)
      throws IOException {
    byte[] json = archive.bytes(CONFIGURATION, MOST_CONFIGURATION_BYTES);
    ConfigurationScan scan = ConfigurationScan.of(text(json), classes);
    SavedNetwork<N> saved = kind.apply(scan);
    long count = saved.weights();
    N network = saved.build(count == 0 ? null : SavedArray.read(archive, WEIGHTS, count));
    if (updater && archive.has(UPDATER)) {
      INDArray state = SavedNetwork.guarded(() -> saved.updaterState(network));
      long states = state == null ? 0 : state.length();
      INDArray read = SavedArray.read(archive, UPDATER, states);
      if (states > 0) {
        state.assign(read);
      }
    }
    return network;
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}

package org.dl4jvision.model;

import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Reads the networks that {@code ModelSerializer} wrote, whoever made the file: nothing in it is
 * run. A file that is damaged, foreign or hostile is refused with an {@link
 * IllegalArgumentException} of one line that begins with the file's name. The numbers that are read
 * are those that were written, bit for bit.
 *
 * <ul>
 *   <li>Only the configuration, the weights and the state of the updater are read; objects that
 *       Java serialized (preprocessors, normalizers) are passed over and never deserialized.
 *   <li>Classes that the configuration names must be of Deeplearning4j, ND4J or this library, or of
 *       packages that {@link ModelReader#allow} names; no other class is even initialized.
 *   <li>Sizes are checked against what the file has, before memory is taken.
 * </ul>
 *
 * Not refused are weights that are not finite, as a training that diverged leaves them.
 */
public final class Models {

  private Models() {}

  /**
   * Reads a graph with the state of its updater, if the file has it.
   *
   * @throws IllegalArgumentException if the file is refused
   */
  public static ComputationGraph read(Path file) {
    return reader().read(file);
  }

  /**
   * Reads a network of layers with the state of its updater, if the file has it.
   *
   * @throws IllegalArgumentException if the file is refused
   */
  public static MultiLayerNetwork readMultiLayer(Path file) {
    return reader().readMultiLayer(file);
  }

  /** A reader with options, by default those of {@link #read}. */
  public static ModelReader reader() {
    return new ModelReader(AllowedClasses.BUILT_IN, true);
  }
}

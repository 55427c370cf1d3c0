package org.dl4jvision.train;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * One update of the weights: of one network by its own loss ({@link #of}), or of several that learn
 * from the same batch, as adversarial networks do.
 */
public interface Step {

  /**
   * Updates the weights.
   *
   * @return the loss of this batch before the update, regularization included; what is not finite
   *     ends the training
   */
  double run(MultiDataSet batch);

  /**
   * All networks that are updated, at least one. The first is the one that is validated and saved,
   * and its epoch count is the training's.
   */
  List<ComputationGraph> networks();

  /**
   * Makes the networks ready for updates, as {@link #rest} may have left them otherwise; by default
   * nothing.
   */
  default void begin() {}

  /**
   * Gives the networks the weights with which they are validated, saved and used, until updates
   * {@linkplain #begin begin} again; by default those that they have.
   */
  default void rest() {}

  /** A step of one network by the losses of its own output layers. */
  static Step of(ComputationGraph network) {
    Objects.requireNonNull(network, "network");
    return new Step() {
      @Override
      public double run(MultiDataSet batch) {
        network.fit(batch);
        return network.score();
      }

      @Override
      public List<ComputationGraph> networks() {
        return List.of(network);
      }
    };
  }
}

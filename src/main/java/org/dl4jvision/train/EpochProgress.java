package org.dl4jvision.train;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** An epoch under way: what a {@link Fitter} asks before an update and tells after it. */
public interface EpochProgress {

  /** Whether another update is wanted: false after {@link Trainer#stop()} and out of time. */
  boolean goesOn();

  /** Sets the learning rate of the next update. */
  void setLearningRate(List<ComputationGraph> networks);

  /**
   * Tells of an update, which the networks of the step have.
   *
   * @param examples in its batch
   * @param loss of the batch before the update, regularization included
   * @throws TrainingDivergedException if the loss is not finite
   */
  void done(long examples, double loss);
}

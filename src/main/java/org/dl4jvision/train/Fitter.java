package org.dl4jvision.train;

import java.util.Iterator;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Runs the steps of an epoch: one after the other in this process ({@link #LOCAL}), or wherever
 * else there are machines.
 */
@FunctionalInterface
public interface Fitter {

  /** Runs one step after the other in this process, while another thread prepares batches. */
  Fitter LOCAL =
      (step, batches, epoch) -> {
        try (Prefetch prefetch = new Prefetch(batches)) {
          while (epoch.goesOn() && prefetch.hasNext()) {
            epoch.setLearningRate(step.networks());
            MultiDataSet batch = prefetch.next();
            epoch.done(batch.getFeatures(0).size(0), step.run(batch));
          }
        }
      };

  /**
   * Runs steps until the batches are used up or the epoch is not to go on.
   *
   * @param step may keep state between its runs: one of its runs must end before the next begins
   * @param batches of this epoch, in order
   * @param epoch is asked before every update and told after it
   */
  void run(Step step, Iterator<MultiDataSet> batches, EpochProgress epoch);
}

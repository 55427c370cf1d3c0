package org.dl4jvision.train;

import org.dl4jvision.data.EpochIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** The batches a {@link Trainer} learns from, epoch by epoch. */
public interface TrainingData {

  /**
   * Batches of one epoch, in order.
   *
   * @param epoch counted from 0; the same epoch always gives the same batches, so that a resumed
   *     training sees what an unbroken one would have seen
   */
  DataSetIterator epoch(int epoch);

  /** Number of batches of an epoch. */
  int batches();

  /** The batches of an iterator. */
  static TrainingData of(EpochIterator batches) {
    return new TrainingData() {
      @Override
      public DataSetIterator epoch(int epoch) {
        batches.startEpoch(epoch);
        return batches;
      }

      @Override
      public int batches() {
        return batches.batchCount();
      }
    };
  }
}

package org.dl4jvision.train;

import java.util.Iterator;
import org.dl4jvision.data.EpochIterator;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The batches a {@link Trainer} learns from, epoch by epoch. */
public interface TrainingData {

  /**
   * Batches of one epoch, in order. They are read on another thread than that of the trainer.
   *
   * @param epoch counted from 0; the same epoch always gives the same batches, so that a resumed
   *     training sees what an unbroken one would have seen
   */
  Iterator<MultiDataSet> epoch(int epoch);

  /** The batches of an epoch after the first few, by default of {@link #epoch(int)}. */
  default Iterator<MultiDataSet> epoch(int epoch, int done) {
    Iterator<MultiDataSet> batches = epoch(epoch);
    for (int i = 0; i < done && batches.hasNext(); i++) {
      batches.next();
    }
    return batches;
  }

  /** Number of batches of an epoch. */
  int batches();

  /** The batches of an iterator. */
  static TrainingData of(EpochIterator batches) {
    return new TrainingData() {
      @Override
      public Iterator<MultiDataSet> epoch(int epoch) {
        return epoch(epoch, 0);
      }

      @Override
      public Iterator<MultiDataSet> epoch(int epoch, int done) {
        batches.startEpoch(epoch, done);
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return batches.hasNext();
          }

          @Override
          public MultiDataSet next() {
            return batches.next().toMultiDataSet();
          }
        };
      }

      @Override
      public int batches() {
        return batches.batchCount();
      }
    };
  }
}

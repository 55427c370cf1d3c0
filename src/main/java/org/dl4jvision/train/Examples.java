package org.dl4jvision.train;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Takes some examples of a batch, in copies. */
final class Examples {

  private interface Taken {
    INDArray of(INDArray array);
  }

  private Examples() {}

  static long count(MultiDataSet batch) {
    return batch.getFeatures(0).size(0);
  }

  /** Those from one up to before another. */
  static MultiDataSet range(MultiDataSet batch, long from, long to) {
    return take(
        batch,
        array -> {
          INDArrayIndex[] where = new INDArrayIndex[array.rank()];
          Arrays.fill(where, NDArrayIndex.all());
          where[0] = NDArrayIndex.interval(from, to);
          return array.get(where).dup();
        });
  }

  /** Those with the given indices, in their order. */
  static MultiDataSet chosen(MultiDataSet batch, int[] indices) {
    return take(
        batch,
        array -> {
          long[] shape = array.shape().clone();
          shape[0] = indices.length;
          INDArray some = Nd4j.createUninitialized(array.dataType(), shape, 'c');
          for (int i = 0; i < indices.length; i++) {
            some.slice(i).assign(array.slice(indices[i]));
          }
          return some;
        });
  }

  private static MultiDataSet take(MultiDataSet batch, Taken taken) {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        take(batch.getFeatures(), taken),
        take(batch.getLabels(), taken),
        take(batch.getFeaturesMaskArrays(), taken),
        take(batch.getLabelsMaskArrays(), taken));
  }

  private static INDArray[] take(INDArray[] arrays, Taken taken) {
    return arrays == null
        ? null
        : Arrays.stream(arrays)
            .map(array -> array == null ? null : taken.of(array))
            .toArray(INDArray[]::new);
  }
}

package org.dl4jvision.train;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Takes some examples of a batch, in copies. */
final class Examples {

  private Examples() {}

  static long count(MultiDataSet batch) {
    return batch.getFeatures(0).size(0);
  }

  /** Those with the given indices, in their order. */
  static MultiDataSet of(MultiDataSet batch, int... indices) {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        of(batch.getFeatures(), indices),
        of(batch.getLabels(), indices),
        of(batch.getFeaturesMaskArrays(), indices),
        of(batch.getLabelsMaskArrays(), indices));
  }

  private static INDArray[] of(INDArray[] arrays, int... indices) {
    return arrays == null
        ? null
        : Arrays.stream(arrays)
            .map(array -> array == null ? null : of(array, indices))
            .toArray(INDArray[]::new);
  }

  private static INDArray of(INDArray array, int... indices) {
    long[] shape = array.shape().clone();
    shape[0] = indices.length;
    INDArray some = Nd4j.createUninitialized(array.dataType(), shape, 'c');
    for (int i = 0; i < indices.length; i++) {
      some.slice(i).assign(array.slice(indices[i]));
    }
    return some;
  }
}

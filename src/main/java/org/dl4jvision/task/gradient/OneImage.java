package org.dl4jvision.task.gradient;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** One image of the arrays of a batch, copied. */
public final class OneImage {

  private OneImage() {}

  /** The part of an array [N, ...] that is of an image, as [1, ...]. */
  public static INDArray of(INDArray batch, int image) {
    // What ND4J takes out of a view may be empty.
    INDArray whole = batch.isView() ? batch.dup('c') : batch;
    return whole.get(NDArrayIndex.interval(image, image + 1)).dup('c');
  }

  /** The numbers of an image, the last dimension that of neighbors. */
  public static double[] values(INDArray batch, int image) {
    return of(batch, image).data().asDouble();
  }
}

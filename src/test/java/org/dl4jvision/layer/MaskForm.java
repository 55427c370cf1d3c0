package org.dl4jvision.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every form a mask may take. The first pixel of each image always counts. */
enum MaskForm {
  NONE,
  PER_EXAMPLE,
  SPATIAL,
  ONE_CHANNEL,
  PER_CHANNEL,
  /** {@code [N, 1, 1...]}, at which DL4J's CnnLossLayer fails. */
  ALL_ONES_DIMENSIONS;

  INDArray mask(FeatureMaps maps, long batch) {
    return switch (this) {
      case NONE -> null;
      case PER_EXAMPLE -> weights(batch, 1);
      case SPATIAL -> {
        long[] shape = new long[maps.spatial.length + 1];
        shape[0] = batch;
        System.arraycopy(maps.spatial, 0, shape, 1, maps.spatial.length);
        yield weights(shape);
      }
      case ONE_CHANNEL -> weights(maps.shape(batch, 1));
      case PER_CHANNEL -> weights(maps.shape(batch, FeatureMaps.CLASSES));
      case ALL_ONES_DIMENSIONS -> {
        long[] shape = maps.shape(batch, 1);
        java.util.Arrays.fill(shape, 1, shape.length, 1);
        yield weights(shape);
      }
    };
  }

  /** Weights 1, 0, 2, 1, 0, 2, ... of which no image has only zeros. */
  private static INDArray weights(long... shape) {
    INDArray weights = Nd4j.create(shape);
    boolean oneAnExample = weights.length() == shape[0];
    for (long i = 0; i < weights.length(); i++) {
      weights.putScalar(i, oneAnExample ? 1 + i : new double[] {1, 0, 2}[(int) (i % 3)]);
    }
    return weights;
  }
}

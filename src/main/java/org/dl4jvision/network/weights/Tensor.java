package org.dl4jvision.network.weights;

/** Numbers in the order of rows, with a shape. */
public interface Tensor {

  /** Returns a copy of the sizes; a single number has none. */
  long[] shape();

  /** The number at an index in the order of rows. */
  double get(long index);
}

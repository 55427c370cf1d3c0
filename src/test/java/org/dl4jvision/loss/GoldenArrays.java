package org.dl4jvision.loss;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Other libraries' arrays in our shapes. */
final class GoldenArrays {

  private GoldenArrays() {}

  /** One image of one class, of all numbers: [1, 1, everything]. */
  static INDArray oneRegion(INDArray array) {
    return array.reshape('c', 1, 1, array.length());
  }

  /** [N, everything] as images of one class: [N, 1, everything]. */
  static INDArray oneClass(INDArray array) {
    return array.reshape('c', array.size(0), 1, array.length() / array.size(0));
  }

  static INDArray column(INDArray array) {
    return array.reshape('c', array.length(), 1);
  }

  /** A list as a single row; anything else as it is. */
  static INDArray row(INDArray array) {
    return array.rank() == 1 ? array.reshape(1, array.length()) : array;
  }

  /** [everything else, C], with the channels on an axis; the last one for -1. */
  static INDArray rows(INDArray array, int axis) {
    int from = axis < 0 ? array.rank() + axis : axis;
    int[] order =
        IntStream.concat(
                IntStream.range(0, array.rank()).filter(i -> i != from), IntStream.of(from))
            .toArray();
    INDArray last = array.permute(order).dup('c');
    long channels = array.size(from);
    return last.reshape('c', last.length() / channels, channels);
  }

  /** [N, spatial..., C] as [N, C, spatial...]. */
  static INDArray channelsFirst(INDArray array) {
    int rank = array.rank();
    int[] order = new int[rank];
    order[1] = rank - 1;
    for (int i = 2; i < rank; i++) {
      order[i] = i - 1;
    }
    return array.permute(order).dup('c');
  }

  /** Class indices [N, 1, spatial...] as [N, C, spatial...]. */
  static INDArray oneHot(INDArray indices, long classes) {
    return TestArrays.oneHot(indices, (int) classes).castTo(DataType.DOUBLE);
  }

  /** exp(z) / sum over dimension 1. */
  static INDArray softmax(INDArray z) {
    INDArray exp = Transforms.exp(z.sub(z.max(true, 1)), false);
    return exp.div(exp.sum(true, 1));
  }

  /** One index of an axis, which is kept. */
  static INDArray slice(INDArray array, int axis, long index) {
    INDArrayIndex[] indices = new INDArrayIndex[array.rank()];
    Arrays.fill(indices, NDArrayIndex.all());
    indices[axis] = NDArrayIndex.interval(index, index + 1);
    return array.get(indices).dup('c');
  }

  static INDArray withoutFirstClass(INDArray array) {
    INDArrayIndex[] indices = new INDArrayIndex[array.rank()];
    Arrays.fill(indices, NDArrayIndex.all());
    indices[1] = NDArrayIndex.interval(1, array.size(1));
    return array.get(indices).dup('c');
  }

  static INDArray filled(double value, long... shape) {
    return Nd4j.valueArrayOf(shape, value, DataType.DOUBLE);
  }
}

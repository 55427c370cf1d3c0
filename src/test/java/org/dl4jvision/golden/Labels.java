package org.dl4jvision.golden;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Labels by a formula: stripes of classes, which have borders as real masks do. */
final class Labels {

  private Labels() {}

  private static int classOf(int index, long[] shape, int classes) {
    int[] at = new int[shape.length];
    int rest = index;
    for (int d = shape.length - 1; d >= 0; d--) {
      at[d] = (int) (rest % shape[d]);
      rest /= (int) shape[d];
    }
    int sum = 5 * at[0];
    for (int d = 2; d < shape.length; d++) {
      sum += (d + 1) * at[d];
    }
    return shape.length == 2 ? at[0] % classes : sum / 7 % classes;
  }

  /** Class indices, [N, 1, spatial...]. */
  static INDArray classIndices(DataType type, int classes, long... shape) {
    double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = classOf(i, shape, classes);
    }
    return Numbers.array(values, type, shape);
  }

  /** One-hot labels with the classes in this dimension of the shape: 1 or the last. */
  static INDArray oneHot(DataType type, int dimension, long... shape) {
    int rank = shape.length;
    int classes = Math.toIntExact(shape[dimension]);
    long[] single = new long[rank];
    single[0] = shape[0];
    single[1] = 1;
    for (int d = 1, to = 2; d < rank; d++) {
      if (d != dimension) {
        single[to++] = shape[d];
      }
    }
    INDArray indices = classIndices(type, classes, single);
    INDArray[] channels = new INDArray[classes];
    for (int c = 0; c < classes; c++) {
      channels[c] = indices.eq(c).castTo(type);
    }
    INDArray first = Nd4j.concat(1, channels);
    if (dimension == 1) {
      return first;
    }
    int[] order = new int[rank];
    for (int d = 1; d < rank - 1; d++) {
      order[d] = d + 1;
    }
    order[rank - 1] = 1;
    return first.permute(order).dup('c');
  }

  /** Objects [N, M, 6]: boxes, classes, one to be ignored, and a row that is not used. */
  static INDArray objects(DataType type, int images, int rows, int classes, int width, int height) {
    double[] values = new double[images * rows * 6];
    for (int i = 0; i < images * rows; i++) {
      double w = 4 + 0.4 * width * Numbers.at(21, i);
      double h = 4 + 0.4 * height * Numbers.at(22, i);
      double left = (width - w) * Numbers.at(23, i);
      double top = (height - h) * Numbers.at(24, i);
      boolean ignored = i % rows == rows - 2;
      double[] row = {left, top, left + w, top + h, i % classes, ignored ? 1 : 0};
      if (i % rows == rows - 1) {
        Arrays.fill(row, -1);
      }
      System.arraycopy(row, 0, values, 6 * i, 6);
    }
    return Numbers.array(values, type, images, rows, 6);
  }
}

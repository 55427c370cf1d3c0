package org.dl4jvision.tile;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays of maps as a network takes and gives them, from and to {@code [N, C, H, W]} in one array
 * of Java. Whatever is allocated on the way is freed at once: otherwise the memory outside of
 * Java's heap would grow until Java happens to collect its garbage.
 *
 * @param format the network's
 * @param type the network's
 */
record TileArrays(CNN2DFormat format, DataType type) {

  /** The array that a network takes. */
  INDArray of(float[] values, long... shape) {
    INDArray plain = Nd4j.create(values, shape, 'c');
    INDArray seen = isLast() ? plain.permute(0, 2, 3, 1) : plain;
    if (!isLast() && type == DataType.FLOAT) {
      return plain;
    }
    INDArray array = Nd4j.createUninitialized(type, seen.shape(), 'c').assign(seen);
    plain.close();
    return array;
  }

  /** The numbers of an array that a network gives. */
  float[] values(INDArray array) {
    return plain(channelsFirst(array));
  }

  /** The numbers of any array, in c order. */
  static float[] plain(INDArray array) {
    INDArray plain = Nd4j.createUninitialized(DataType.FLOAT, array.shape(), 'c').assign(array);
    float[] values = plain.data().asFloat();
    plain.close();
    return values;
  }

  /** The same array, seen as [N, C, H, W]. */
  INDArray channelsFirst(INDArray array) {
    return isLast() ? array.permute(0, 3, 1, 2) : array;
  }

  /** The sizes [N, C, H, W] of an array of the network's. */
  long[] firstShape(long[] shape) {
    return isLast() ? new long[] {shape[0], shape[3], shape[1], shape[2]} : shape;
  }

  /** Sizes of [N, C, H, W] in the network's order. */
  long[] shape(long examples, long channels, long height, long width) {
    return isLast()
        ? new long[] {examples, height, width, channels}
        : new long[] {examples, channels, height, width};
  }

  private boolean isLast() {
    return format == CNN2DFormat.NHWC;
  }
}

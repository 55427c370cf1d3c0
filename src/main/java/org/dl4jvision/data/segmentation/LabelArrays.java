package org.dl4jvision.data.segmentation;

import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Class maps as losses and evaluations take them.
 *
 * @param labels class indices, FLOAT [N, 1, H, W], 0 where void
 * @param mask FLOAT [N, 1, H, W], 1 for valid and 0 for void pixels; null if all are valid
 * @param valid number of valid pixels
 */
public record LabelArrays(INDArray labels, INDArray mask, long valid) {

  /**
   * Copies class maps.
   *
   * @param maps of one size, an unsigned byte a pixel; an empty one is wholly void
   */
  public static LabelArrays of(List<byte[]> maps, ImageSize size) {
    int area = Math.multiplyExact(size.height(), size.width());
    float[] labels = new float[Math.multiplyExact(maps.size(), area)];
    float[] mask = new float[labels.length];
    long valid = 0;
    for (int i = 0; i < maps.size(); i++) {
      byte[] map = maps.get(i);
      for (int p = 0, to = i * area; p < map.length; p++, to++) {
        int value = Byte.toUnsignedInt(map[p]);
        if (value != SegmentationSample.IGNORE) {
          labels[to] = value;
          mask[to] = 1;
          valid++;
        }
      }
    }
    long[] shape = {maps.size(), 1, size.height(), size.width()};
    return new LabelArrays(
        array(labels, shape), valid == mask.length ? null : array(mask, shape), valid);
  }

  /** Frees the arrays, which are else freed when Java collects its garbage. */
  public void close() {
    labels.close();
    if (mask != null) {
      mask.close();
    }
  }

  private static INDArray array(float[] values, long[] shape) {
    return Nd4j.create(values, shape, Nd4j.getStrides(shape, 'c'), 'c', DataType.FLOAT);
  }
}

package org.dl4jvision.data.segmentation;

import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Class maps as losses and evaluations take them.
 *
 * @param labels class indices, FLOAT [N, 1, H, W], 0 where void; or probabilities [N, C, H, W]
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

  /**
   * Takes over probabilities and the pixels that count.
   *
   * @param labels [N, C, H, W]
   * @param mask [N, 1, H, W], 1 for valid and 0 for void pixels
   */
  static LabelArrays of(float[] labels, float[] mask, int count, int channels, ImageSize size) {
    long valid = 0;
    for (float one : mask) {
      valid += one > 0 ? 1 : 0;
    }
    return new LabelArrays(
        array(labels, new long[] {count, channels, size.height(), size.width()}),
        valid == mask.length
            ? null
            : array(mask, new long[] {count, 1, size.height(), size.width()}),
        valid);
  }

  /**
   * The classes of an image, {@link SegmentationSample#IGNORE} where void; null without labels.
   *
   * @param labels class indices [N, 1, H, W], or probabilities, of which the largest counts
   * @param mask [N, 1, H, W]; null where all are valid
   */
  static byte[] classes(INDArray labels, INDArray mask, int image) {
    if (labels == null) {
      return null;
    }
    float[] values = values(labels, image);
    float[] valid = mask == null ? null : values(mask, image);
    int channels = (int) labels.size(1);
    byte[] classes = new byte[values.length / channels];
    for (int p = 0; p < classes.length; p++) {
      int best = channels == 1 ? Math.round(values[p]) : 0;
      for (int c = 1; c < channels; c++) {
        best = values[p + c * classes.length] > values[p + best * classes.length] ? c : best;
      }
      boolean counts = valid == null || valid[p] > 0;
      classes[p] = (byte) (counts ? best : SegmentationSample.IGNORE);
    }
    return classes;
  }

  private static float[] values(INDArray array, int image) {
    return array.slice(image).dup('c').data().asFloat();
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

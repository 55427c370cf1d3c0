package org.dl4jvision.task.gradient;

import java.util.BitSet;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.loss.spatial.DistanceTransform;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The true classes of one image of a batch, and how far each pixel is from another class.
 *
 * @param classes the class index of each pixel as an unsigned byte, row by row, 255 where it does
 *     not count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TruthMap(byte[] classes, ImageSize size) {

  /** What {@link #classes} has where a pixel does not count. */
  public static final int NONE = SegmentationSample.IGNORE;

  /**
   * The map of an image of a batch.
   *
   * @param labels class indices [N, 1, H, W]
   * @param mask [N, 1, H, W], 0 where a pixel does not count; null where all do
   */
  public static TruthMap of(INDArray labels, INDArray mask, int image) {
    double[] of = OneImage.values(labels, image);
    double[] weights = mask == null ? null : OneImage.values(mask, image);
    byte[] classes = new byte[of.length];
    for (int i = 0; i < of.length; i++) {
      classes[i] = (byte) (weights == null || weights[i] > 0 ? (int) of[i] : NONE);
    }
    return new TruthMap(classes, new ImageSize((int) labels.size(2), (int) labels.size(3)));
  }

  /** The class of a pixel; {@link #NONE} where it does not count. */
  public int at(int pixel) {
    return classes[pixel] & 0xFF;
  }

  /** The number of pixels that count. */
  public int counted() {
    int count = 0;
    for (byte label : classes) {
      count += (label & 0xFF) == NONE ? 0 : 1;
    }
    return count;
  }

  /**
   * The distance of each pixel that counts to the nearest one of another class: 1 at a border;
   * infinite where the image has one class only.
   */
  public double[] borderDistances() {
    double[] distances = new double[classes.length];
    BitSet present = new BitSet();
    for (int i = 0; i < classes.length; i++) {
      present.set(at(i));
    }
    present.clear(NONE);
    int[] shape = {size.height(), size.width()};
    present.stream()
        .forEach(
            label -> {
              BitSet others = new BitSet();
              for (int i = 0; i < classes.length; i++) {
                others.set(i, at(i) != label && at(i) != NONE);
              }
              double[] squared = DistanceTransform.squared(shape, new double[] {1, 1}, others);
              for (int i = 0; i < classes.length; i++) {
                if (at(i) == label) {
                  distances[i] = Math.sqrt(squared[i]);
                }
              }
            });
    return distances;
  }
}

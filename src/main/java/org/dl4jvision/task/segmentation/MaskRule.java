package org.dl4jvision.task.segmentation;

import java.util.Map;
import org.dl4jvision.data.Components;
import org.dl4jvision.data.Components.Component;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * How probabilities become classes: of two classes the second where its probability is above a
 * threshold, of several the most probable; then objects that are too small become class 0.
 *
 * @param threshold of the second of two classes
 * @param least pixels of an object of each class, by its index; classes that are not named have
 *     none
 */
record MaskRule(double threshold, Map<Integer, Integer> least) {

  /** One half, and objects of any size. */
  static final MaskRule USUAL = new MaskRule(0.5, Map.of());

  MaskRule {
    least = Map.copyOf(least);
  }

  /** Whether all of an image has to be known before the class of a pixel is. */
  boolean needsAll() {
    return !least.isEmpty();
  }

  /** The class of each pixel of a batch, as numbers [N, H, W] or [N, 1, H, W]. */
  INDArray classes(INDArray probabilities) {
    long channels = probabilities.size(1);
    if (channels == 1) {
      return probabilities.gt(threshold);
    }
    return channels == 2 && threshold != USUAL.threshold
        ? probabilities
            .get(NDArrayIndex.all(), NDArrayIndex.point(1), NDArrayIndex.all(), NDArrayIndex.all())
            .gt(threshold)
        : probabilities.argMax(1);
  }

  /** The class of each pixel as 32-bit numbers, image by image, row by row. */
  int[] indices(INDArray probabilities) {
    return classes(probabilities).castTo(DataType.INT32).dup('c').data().asInt();
  }

  /** The class of each pixel: the first of the largest, or by the threshold. */
  byte[] classes(float[] probabilities, Region rows) {
    int area = rows.height() * rows.width();
    int channels = probabilities.length / area;
    byte[] classes = new byte[area];
    boolean byThreshold = channels == 1 || (channels == 2 && threshold != USUAL.threshold);
    for (int i = 0; i < area; i++) {
      classes[i] =
          byThreshold
              ? (byte) (probabilities[(channels - 1) * area + i] > (float) threshold ? 1 : 0)
              : largest(probabilities, channels, area, i);
    }
    return classes;
  }

  private static byte largest(float[] probabilities, int channels, int area, int pixel) {
    int best = 0;
    for (int c = 1; c < channels; c++) {
      if (probabilities[c * area + pixel] > probabilities[best * area + pixel]) {
        best = c;
      }
    }
    return (byte) best;
  }

  /** Turns objects that are too small into class 0. */
  void clean(byte[] classes, ImageSize size) {
    if (!needsAll()) {
      return;
    }
    for (Component object : Components.of(classes, size, least::containsKey)) {
      if (object.pixels().area() < least.get(object.value())) {
        object.pixels().paint(classes, Region.of(size), (byte) 0);
      }
    }
  }
}

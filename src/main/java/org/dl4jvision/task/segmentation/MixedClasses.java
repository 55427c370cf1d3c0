package org.dl4jvision.task.segmentation;

import java.util.Arrays;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.loss.Losses;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Augmentations that mix classes, and who cannot learn from them. */
final class MixedClasses {

  private MixedClasses() {}

  /**
   * The augmentation that options ask for.
   *
   * @param channels of the network's output
   * @throws IllegalArgumentException if it mixes classes, and the loss or another option needs one
   *     class a pixel
   */
  static Augmentation augmentation(SegmentationOptions options, int channels) {
    Augmentation augmentation =
        Augmentation.builder().changes(options.augmentation).crop(options.crop).build();
    if (augmentation.softens()) {
      requireLoss(options, channels);
      if (options.recordGradients != null) {
        throw refusal(options, "--record-gradients needs pixels of one class");
      }
    }
    return augmentation;
  }

  /** The loss of four pixels that are half of one class and half of another tells. */
  private static void requireLoss(SegmentationOptions options, int channels) {
    float[] halves = new float[4 * channels];
    Arrays.fill(halves, 0, 4 * Math.min(2, channels), 0.5f);
    INDArray labels = Nd4j.createFromArray(halves).reshape(1, channels, 2, 2);
    INDArray logits = Nd4j.zeros(DataType.FLOAT, 1, channels, 2, 2);
    try {
      Losses.parse(options.loss)
          .evaluate(labels, logits, options.activation.function(), null, false);
    } catch (IllegalArgumentException e) {
      throw refusal(options, "the loss " + options.loss + " takes one class a pixel");
    }
  }

  private static IllegalArgumentException refusal(SegmentationOptions options, String reason) {
    return new IllegalArgumentException(
        String.format(
            "augmentation %s mixes classes, but %s; leave out mixup, or use cutmix",
            options.augmentation, reason));
  }
}

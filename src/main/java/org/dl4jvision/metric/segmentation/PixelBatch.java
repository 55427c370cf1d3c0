package org.dl4jvision.metric.segmentation;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Predictions of a batch, and how labels and masks are read that belong to them. Pixels are in the
 * order of the arrays' dimensions without the channels.
 */
final class PixelBatch {

  /** In the place of the true class of a pixel that does not count. */
  static final int VOID = Integer.MIN_VALUE;

  private final INDArray predictions;
  private final int axis; // of the channels
  private final int channels;
  private final long[] pixelShape; // without the channels

  /**
   * @param predictions probabilities or logits, of 2 to 5 dimensions
   * @param axis dimension of the channels, -1 for the last one
   */
  PixelBatch(INDArray predictions, int axis) {
    int rank = predictions.rank();
    this.predictions = predictions;
    this.axis = axis < 0 ? rank + axis : axis;
    Check.that(
        rank >= 2 && rank <= 5 && this.axis < rank,
        "shape of predictions",
        Arrays.toString(predictions.shape()),
        "2 to 5 dimensions, the channels in dimension " + axis);
    Check.that(
        !predictions.isNaN().any(),
        "a prediction",
        Double.NaN,
        "numbers (has the training diverged?)");
    channels = Math.toIntExact(predictions.size(this.axis));
    pixelShape = withoutChannels(predictions);
  }

  /** Number of classes: that of the channels, but 2 where there is one channel. */
  int classes() {
    return Math.max(2, channels);
  }

  /**
   * The predicted class of each pixel: the largest channel, the first among equals.
   *
   * @param threshold a single channel's value is of class 1 above it
   */
  int[] predicted(double threshold) {
    return channels == 1
        ? predictions.gt(threshold).castTo(DataType.INT).dup('c').data().asInt()
        : largestChannel(predictions);
  }

  /**
   * The true class of each pixel, {@link #VOID} where it does not count.
   *
   * @param labels class indices of one channel, or one-hot or soft
   * @param ignoreIndex null for none
   */
  int[] truth(INDArray labels, Integer ignoreIndex) {
    if (hasOneValueAPixel(labels)) {
      return truthOfIndices(labels, ignoreIndex);
    }
    Check.that(
        labels.equalShapes(predictions),
        "shape of labels",
        Arrays.toString(labels.shape()),
        Arrays.toString(predictions.shape())
            + " as the predictions, or class indices "
            + Arrays.toString(pixelShape)
            + " with or without one channel");
    return truthOfChannels(labels, ignoreIndex);
  }

  private int[] truthOfIndices(INDArray labels, Integer ignoreIndex) {
    double[] values = labels.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    int[] truth = new int[values.length];
    for (int i = 0; i < truth.length; i++) {
      double value = values[i];
      if (ignoreIndex != null && value == ignoreIndex) {
        truth[i] = VOID;
      } else if (channels == 1 && value >= 0 && value <= 1) {
        truth[i] = value > 0.5 ? 1 : 0;
      } else {
        if (!(value >= 0 && value < classes() && value == Math.rint(value))) {
          refuse(value, ignoreIndex);
        }
        truth[i] = (int) value;
      }
    }
    return truth;
  }

  private void refuse(double label, Integer ignoreIndex) {
    String allowed =
        channels == 1 ? "numbers from 0 to 1" : "class indices 0 to " + (classes() - 1);
    String ignored = ignoreIndex == null ? "" : " and the ignore index " + ignoreIndex;
    Check.that(false, "a label", label, allowed + ignored);
  }

  private int[] truthOfChannels(INDArray labels, Integer ignoreIndex) {
    INDArray values = labels.dataType().isFPType() ? labels : labels.castTo(DataType.FLOAT);
    int[] truth = largestChannel(values);
    float[] largest = values.max(axis).castTo(DataType.FLOAT).dup('c').data().asFloat();
    for (int i = 0; i < truth.length; i++) {
      // NaN is no number above 0 and makes a pixel void, too.
      if (!(largest[i] > 0) || (ignoreIndex != null && truth[i] == ignoreIndex)) {
        truth[i] = VOID;
      }
    }
    return truth;
  }

  private int[] largestChannel(INDArray values) {
    return values.argMax(axis).dup('c').data().asInt();
  }

  /**
   * Which pixels a mask lets count: those where any of its values is above 0.
   *
   * @param mask of one value an example, a pixel or a channel of a pixel; null lets all count
   */
  IntPredicate counts(INDArray mask) {
    if (mask == null) {
      return i -> true;
    }
    long examples = predictions.size(0);
    INDArray values = mask.castTo(DataType.FLOAT);
    if (mask.length() == examples && mask.size(0) == examples) {
      float[] ofExamples = values.dup('c').data().asFloat();
      int pixels = Math.toIntExact(predictions.length() / channels / examples);
      return i -> ofExamples[i / pixels] > 0;
    }
    if (mask.equalShapes(predictions)) {
      values = values.max(axis);
    } else {
      Check.that(
          hasOneValueAPixel(mask),
          "shape of mask",
          Arrays.toString(mask.shape()),
          String.format(
              "[%d, 1], %s with or without one channel, %s",
              examples, Arrays.toString(pixelShape), Arrays.toString(predictions.shape())));
    }
    float[] ofPixels = values.dup('c').data().asFloat();
    return i -> ofPixels[i] > 0;
  }

  /** Whether an array has the predictions' shape, but one channel or no dimension of channels. */
  private boolean hasOneValueAPixel(INDArray array) {
    return Arrays.equals(array.shape(), pixelShape)
        || (array.rank() == predictions.rank()
            && array.size(axis) == 1
            && Arrays.equals(withoutChannels(array), pixelShape));
  }

  private long[] withoutChannels(INDArray array) {
    return IntStream.range(0, array.rank()).filter(d -> d != axis).mapToLong(array::size).toArray();
  }
}

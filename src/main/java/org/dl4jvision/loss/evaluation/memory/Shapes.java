package org.dl4jvision.loss.evaluation.memory;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Brings predictions, labels and masks of every accepted shape to [images, classes, pixels]. */
public final class Shapes {

  private Shapes() {}

  /**
   * Labels as [N, C, spatial...], or [N, 1, spatial...] if they are class indices.
   *
   * @throws IllegalArgumentException if they fit in neither way
   */
  public static INDArray labels(INDArray array, long[] predictions) {
    long[] labels = array.shape();
    if (predictions.length < 2 || predictions.length > 5) {
      throw new IllegalArgumentException(
          "predictions have shape "
              + Arrays.toString(predictions)
              + "; allowed are [N, C] and [N, C, spatial...] with one to three spatial dimensions");
    }
    if (Arrays.equals(labels, predictions)) {
      return array;
    }
    long[] indices = onePlane(predictions);
    if (Arrays.equals(labels, indices) || Arrays.equals(labels, withoutChannel(predictions))) {
      return array.reshape(indices);
    }
    throw new IllegalArgumentException(
        "labels have shape "
            + Arrays.toString(labels)
            + "; allowed for predictions of shape "
            + Arrays.toString(predictions)
            + " are the same shape (one-hot or soft) and "
            + Arrays.toString(indices)
            + " (class indices)");
  }

  private static long[] onePlane(long[] predictions) {
    long[] shape = predictions.clone();
    shape[1] = 1;
    return shape;
  }

  private static long[] withoutChannel(long[] predictions) {
    long[] shape = new long[predictions.length - 1];
    shape[0] = predictions[0];
    System.arraycopy(predictions, 2, shape, 1, shape.length - 1);
    return shape;
  }

  /** A view [images, channels, pixels] where strides permit, else a copy. */
  public static INDArray threeDimensional(INDArray array) {
    long[] shape = array.shape();
    long[] stride = array.stride();
    if (shape.length == 2) {
      return view(
          array,
          new long[] {1, shape[1], shape[0]},
          new long[] {array.length(), stride[1], stride[0]});
    }
    long pixels = 1;
    long pixelStride = 0;
    for (int i = shape.length - 1; i >= 2; i--) {
      if (shape[i] != 1) {
        if (pixels == 1) {
          pixelStride = stride[i];
        } else if (stride[i] != pixelStride * pixels) {
          return threeDimensional(array.dup('c'));
        }
        pixels *= shape[i];
      }
    }
    long[] strides = {stride[0], stride[1], pixels == 1 ? 1 : pixelStride};
    return view(array, new long[] {shape[0], shape[1], pixels}, strides);
  }

  private static INDArray view(INDArray array, long[] shape, long[] stride) {
    return Nd4j.create(array.data(), shape, stride, array.offset(), 'c', array.dataType());
  }

  /** The mask as [images, 1 or classes, pixels or 1]. */
  public static INDArray mask(INDArray mask, long[] predictions) {
    long[] shape = mask.shape();
    long n = predictions[0];
    long[] onePlane = onePlane(predictions);
    long[] spatial = withoutChannel(predictions);
    if (Arrays.equals(shape, predictions) || Arrays.equals(shape, onePlane)) {
      return threeDimensional(mask);
    }
    if (Arrays.equals(shape, spatial)) {
      return threeDimensional(mask.reshape(onePlane));
    }
    if (mask.length() == n && shape[0] == n) {
      return mask.reshape(n, 1, 1);
    }
    throw new IllegalArgumentException(
        "mask has shape "
            + Arrays.toString(shape)
            + "; allowed for predictions of shape "
            + Arrays.toString(predictions)
            + " are ["
            + n
            + ", 1], "
            + Arrays.toString(spatial)
            + ", "
            + Arrays.toString(onePlane)
            + " and the predictions' own shape");
  }

  /**
   * An array in the workspace of the caller, laid out as the other is: in 'f' order, channels last
   * or in 'c' order.
   */
  public static INDArray emptyLike(INDArray array) {
    int rank = array.rank();
    if (rank == 2) {
      return Nd4j.createUninitialized(array.dataType(), array.shape(), array.ordering());
    }
    long[] shape = array.shape();
    if (shape[1] > 1 && array.stride(1) == 1 && array.stride(rank - 1) == shape[1]) {
      long[] channelsLast = new long[rank];
      int[] back = new int[rank];
      channelsLast[0] = shape[0];
      channelsLast[rank - 1] = shape[1];
      back[1] = rank - 1;
      for (int i = 2; i < rank; i++) {
        channelsLast[i - 1] = shape[i];
        back[i] = i - 1;
      }
      return Nd4j.createUninitialized(array.dataType(), channelsLast, 'c').permute(back);
    }
    return Nd4j.createUninitialized(array.dataType(), shape, 'c');
  }
}

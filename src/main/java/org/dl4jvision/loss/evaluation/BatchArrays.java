package org.dl4jvision.loss.evaluation;

import java.util.Arrays;
import org.dl4jvision.loss.evaluation.memory.Shapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of one evaluation, checked and brought to one form. Rank 2 arrays, [rows, classes],
 * are one image whose pixels are the rows.
 *
 * @param predictions as they were given: [N, C] or [N, C, spatial...], FLOAT or DOUBLE
 * @param activation what makes predictions of the logits
 * @param logits the predictions as [images, classes, pixels]
 * @param labels [images, classes or 1, pixels], of the type of the predictions; null where logits
 *     are only activated
 * @param areIndices whether labels are [N, 1, spatial...] or [N, spatial...] where predictions have
 *     more than one channel
 * @param mask [images, classes or 1, pixels or 1]; null where all weights are 1
 * @param gradient null where none is wanted
 */
record BatchArrays(
    INDArray predictions,
    OutputActivation activation,
    INDArray logits,
    INDArray labels,
    boolean areIndices,
    INDArray mask,
    Gradient gradient) {

  /** So many classes make indices faster than one-hot labels; found by measurement. */
  private static final int ONE_HOT = 8;

  /**
   * Checks arrays of an evaluation.
   *
   * @throws IllegalArgumentException if shapes do not fit, a mask has negative, infinite or NaN
   *     weights, or the activation is softmax and there is one channel
   */
  static BatchArrays of(
      INDArray labels,
      INDArray predictions,
      OutputActivation activation,
      INDArray mask,
      boolean wantGradient) {
    long[] shape = predictions.shape();
    INDArray fitted = Shapes.labels(labels, shape);
    DataType type = predictions.dataType();
    BatchArrays arrays =
        new BatchArrays(
            predictions,
            activation,
            Shapes.threeDimensional(predictions),
            Shapes.threeDimensional(fitted.castTo(type)),
            fitted.size(1) != predictions.size(1),
            mask == null ? null : Shapes.mask(Weights.checked(mask.castTo(type)), shape),
            wantGradient ? new Gradient(Shapes.emptyLike(predictions)) : null);
    if (activation == OutputActivation.SOFTMAX && arrays.classes() == 1) {
      throw new IllegalArgumentException(
          "activation softmax over one channel is always 1: use sigmoid, or two channels;"
              + " predictions have shape "
              + Arrays.toString(shape));
    }
    return arrays;
  }

  /** Logits alone, to be activated into an array of their shape. */
  static BatchArrays ofLogits(INDArray logits, OutputActivation activation, INDArray result) {
    return new BatchArrays(
        logits,
        activation,
        Shapes.threeDimensional(logits),
        null,
        false,
        null,
        new Gradient(result));
  }

  /** The same arrays and gradient with other labels: [images, classes, pixels]. */
  BatchArrays withLabels(INDArray newLabels) {
    return new BatchArrays(predictions, activation, logits, newLabels, false, mask, gradient);
  }

  DataType type() {
    return logits.dataType();
  }

  int images() {
    return Math.toIntExact(logits.size(0));
  }

  int classes() {
    return Math.toIntExact(logits.size(1));
  }

  long pixels() {
    return logits.size(2);
  }

  /** Number of examples: the first dimension of the predictions. */
  int examples() {
    return Math.toIntExact(predictions.size(0));
  }

  /** Whether every example is a single pixel: rank 2. */
  boolean isFlat() {
    return predictions.rank() == 2;
  }

  boolean hasMask() {
    return mask != null;
  }

  /** Whether a label weighs 0. */
  boolean isMasked(long image, long channel, long pixel) {
    return mask != null
        && mask.getDouble(image, mask.size(1) == 1 ? 0 : channel, mask.size(2) == 1 ? 0 : pixel)
            == 0;
  }

  /** Whether each label is a class out of several. */
  boolean labelsAreClasses() {
    return areIndices && classes() > 1;
  }

  /** Whether labels are class indices, or could hold an ignored value. */
  boolean mayHoldIgnored() {
    return areIndices || classes() == 1;
  }

  /** Whether labels may be one-hot, with so many classes that it pays to use indices instead. */
  boolean mayBeOneHot() {
    return !areIndices && labels != null && classes() >= ONE_HOT;
  }
}

package org.dl4jvision.loss.evaluation;

import org.dl4jvision.loss.evaluation.memory.Shapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The array that derivatives by the logits are added up in. It holds any numbers until the first of
 * them are written, so that it need not be set to 0 beforehand; meanwhile a sweep may keep numbers
 * in it for the next one.
 */
final class Gradient {

  private final INDArray array;
  private final INDArray view;
  private boolean started;

  /**
   * @param array in the shape of the predictions
   */
  Gradient(INDArray array) {
    this.array = array;
    view = Shapes.threeDimensional(array);
  }

  /** The array itself as [images, classes, pixels]. */
  INDArray view() {
    return view;
  }

  /** Whether there are derivatives to add to. */
  boolean isStarted() {
    return started;
  }

  /** Takes note that a sweep has written to the {@link #view}. */
  void start() {
    started = true;
  }

  /**
   * Adds derivatives in the shape of the predictions, in 'c' order. They are made finite first:
   * derivatives of boxes near nothing may be larger than a float can be.
   */
  void add(double[] derivatives) {
    double limit = array.dataType() == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    double[] finite = new double[derivatives.length];
    for (int i = 0; i < finite.length; i++) {
      finite[i] = Math.max(-limit, Math.min(limit, derivatives[i]));
    }
    INDArray added =
        Nd4j.createFromArray(finite).reshape('c', array.shape()).castTo(array.dataType());
    if (started) {
      array.addi(added);
    } else {
      array.assign(added);
    }
    started = true;
  }

  /** The sum of all derivatives, in the shape and order of the predictions. */
  INDArray sum() {
    if (!started) {
      array.assign(0);
    }
    return array;
  }
}

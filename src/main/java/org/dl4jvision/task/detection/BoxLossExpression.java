package org.dl4jvision.task.detection;

import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reads the loss of boxes: of numbers that, unlike probabilities, may be below 0 and above 1. */
final class BoxLossExpression {

  private BoxLossExpression() {}

  /**
   * The loss that an expression says, tried on a box.
   *
   * @throws IllegalArgumentException if it cannot be read, or is a loss of something else
   */
  static VisionLoss parse(String expression) {
    ClassWeighting.refuse(
        "box-loss is " + expression,
        expression,
        "is for losses of classes: boxes have four numbers and no class");
    VisionLoss loss = Losses.parse(expression);
    INDArray box = Nd4j.createFromArray(new float[][] {{-3, -2, 5, 7}});
    try {
      loss.computeScore(box, box.add(1), new ActivationIdentity(), null, false);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "box-loss is "
              + expression
              + "; allowed: losses of boxes, such as giou, or of any numbers, such as smooth-l1",
          e);
    }
    return loss;
  }
}

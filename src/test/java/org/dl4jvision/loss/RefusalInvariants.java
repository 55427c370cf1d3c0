package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.CLASSES;
import static org.dl4jvision.loss.TestArrays.indices;
import static org.dl4jvision.loss.TestArrays.logits;
import static org.dl4jvision.loss.TestArrays.oneHot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dl4jvision.loss.family.DenseLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What does not fit is refused, at every evaluation. */
interface RefusalInvariants extends LossUnderTest {

  @ParameterizedTest
  @EnumSource
  default void wrongShapesAreRefused(Way way) {
    INDArray logits = logits(way.type, 3, new ActivationSigmoid(), 1, 2, CLASSES, 4, 5);
    INDArray labels = indices(1, CLASSES, 2, CLASSES, 4, 5);
    for (VisionLoss loss : losses()) {
      refused(
          loss,
          Nd4j.zeros(2, CLASSES, 5, 4),
          logits,
          null,
          "labels have shape [2, 3, 5, 4]; allowed for predictions of shape [2, 3, 4, 5] are the"
              + " same shape (one-hot or soft) and [2, 1, 4, 5] (class indices)");
      refused(
          loss,
          labels,
          logits,
          Nd4j.ones(2, 5, 4),
          "mask has shape [2, 5, 4]; allowed for predictions of shape [2, 3, 4, 5] are [2, 1],"
              + " [2, 4, 5], [2, 1, 4, 5] and the predictions' own shape");
      refused(
          loss,
          labels,
          logits.reshape(2 * CLASSES * 20),
          null,
          "predictions have shape [120]; allowed are [N, C] and [N, C, spatial...] with one to"
              + " three spatial dimensions");
    }
  }

  @ParameterizedTest
  @EnumSource
  default void labelsOutsideTheClassesAreRefused(Way way) {
    INDArray logits = logits(way.type, 3, new ActivationSigmoid(), 1, 2, CLASSES, 4, 5);
    INDArray labels = indices(1, CLASSES, 2, CLASSES, 4, 5);
    for (VisionLoss loss : losses()) {
      for (int index : new int[] {7, -1}) {
        refused(
            loss,
            labels.dup().putScalar(0, index),
            logits,
            null,
            "labels hold class index " + index + "; allowed are 0 to 2" + ignored(loss));
      }
    }
  }

  /** Rows of pixels, as Deeplearning4j's own layers make them, have no neighbors. */
  @Test
  default void rowsAreRefusedWhereNeighborsCount() {
    if (seesNeighbors()) {
      for (VisionLoss loss : losses()) {
        refused(
            loss,
            oneHot(indices(1, CLASSES, 40, CLASSES), CLASSES),
            logits(DataType.FLOAT, 3, new ActivationSigmoid(), 1, 40, CLASSES),
            null,
            loss.getClass().getSimpleName()
                + " looks at the neighbors of a pixel, which rows [N, C] do not have, as those of"
                + " CnnLossLayer, RnnLossLayer and OutputLayer; use SegmentationLossLayer in their"
                + " place, or arrays [N, C, spatial...]");
      }
    }
  }

  private static String ignored(VisionLoss loss) {
    String text = loss.toString();
    int at = text.indexOf("ignoreIndex=");
    return at < 0
        ? " (no ignoreIndex is set)"
        : " and the ignoreIndex " + text.substring(at + 12).split("[,)]")[0];
  }

  /** A loss that has seen good labels looks at the next ones no less. */
  @ParameterizedTest
  @EnumSource
  default void labelsThatAreNoProbabilitiesAreRefusedInEveryBatch(Way way) {
    INDArray logits = logits(way.type, 3, new ActivationSigmoid(), 1, 2, CLASSES, 4, 5);
    INDArray good = oneHot(indices(1, CLASSES, 2, CLASSES, 4, 5), CLASSES);
    for (VisionLoss loss : losses()) {
      if (loss instanceof DenseLoss dense && dense.labelsAreProbabilities()) {
        for (float bad : new float[] {2.5f, -0.5f, Float.NaN}) {
          loss.computeScore(good, logits, new ActivationSigmoid(), null, true);
          refused(
              loss,
              good.dup().putScalar(65, bad),
              logits,
              null,
              "labels of shape [2, 3, 4, 5], that of the predictions, hold "
                  + (double) bad
                  + "; allowed are probabilities, 0 to 1 (one-hot or soft)");
        }
      }
    }
  }

  private static void refused(
      VisionLoss loss, INDArray labels, INDArray logits, INDArray mask, String message) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> loss.computeScore(labels, logits, new ActivationSigmoid(), mask, true));
    assertEquals(message, e.getMessage(), loss::toString);
  }
}

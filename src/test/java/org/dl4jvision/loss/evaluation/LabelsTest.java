package org.dl4jvision.loss.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LabelsTest {

  /** One image of three pixels. */
  private static BatchArrays arrays(int classes, INDArray labels, float... mask) {
    INDArray predictions = Nd4j.zeros(DataType.FLOAT, 1, classes, 3);
    INDArray weights =
        mask.length == 0 ? null : Nd4j.createFromArray(mask).reshape(1, 1, mask.length);
    return BatchArrays.of(labels, predictions, OutputActivation.SIGMOID, weights, false);
  }

  private static INDArray row(float... labels) {
    return Nd4j.createFromArray(labels).reshape(1, 1, labels.length);
  }

  @Test
  void sharesALabelBetweenTwoClasses() {
    INDArray shared = Labels.betweenClasses(arrays(4, row(2.25f, 0, 3)));
    assertArrayEquals(
        new double[] {0, 1, 0, 0, 0, 0, 0.75, 0, 0, 0.25, 0, 1}, shared.dup('c').data().asDouble());
  }

  @Test
  void refusesDistancesOutsideThatNoMaskHides() {
    BatchArrays outside = arrays(4, row(2, 0, 3.5f));
    assertEquals(
        "labels hold 3.5; allowed are distances from 0 to 3, the last bin",
        assertThrows(IllegalArgumentException.class, () -> Labels.betweenClasses(outside))
            .getMessage());
    assertDoesNotThrow(() -> Labels.betweenClasses(arrays(4, row(2, 0, 3.5f), 1, 1, 0)));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertDoesNotThrow(() -> Labels.checkProbabilities(arrays(1, row(0, 0.5f, 1)), 0, null));
    for (float label : new float[] {-0.1f, 1.5f, Float.NaN}) {
      BatchArrays bad = arrays(1, row(0, label, 1));
      assertThrows(IllegalArgumentException.class, () -> Labels.checkProbabilities(bad, 0, null));
      BatchArrays hidden = arrays(1, row(0, label, 1), 1, 0, 1);
      assertDoesNotThrow(() -> Labels.checkProbabilities(hidden, 0, null));
    }
    assertDoesNotThrow(() -> Labels.checkProbabilities(arrays(1, row(0, 255, 1)), 0, 255));
  }

  @Test
  void clearsWhatIsHiddenAndNotFinite() {
    BatchArrays arrays = arrays(1, row(Float.NaN, Float.NaN, 0.5f), 0, 1, 0);
    assertArrayEquals(
        new double[] {0, Double.NaN, 0.5}, Labels.withoutHidden(arrays).dup('c').data().asDouble());
  }
}

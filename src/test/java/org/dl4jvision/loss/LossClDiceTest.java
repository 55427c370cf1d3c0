package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class LossClDiceTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossClDice(),
        LossClDice.builder().iterations(1).smooth(0.1).classWeights(1, 2, 0.5).build(),
        LossClDice.builder().includeBackground(false).ignoreIndex(255).batch(true).build());
  }

  @Override
  public boolean seesNeighbors() {
    return true;
  }

  /** It says nothing about width: 40 steps do not find it. */
  @Override
  public boolean trainsAlone() {
    return false;
  }

  private static double score(INDArray labels, INDArray predictions) {
    return LossClDice.builder()
        .smooth(1e-6)
        .build()
        .computeScore(labels, predictions, new ActivationIdentity(), null, true);
  }

  /** A bar of three rows and 20 columns within nothing, with its first rows and columns cut. */
  private static INDArray bar(int row, int column) {
    INDArray image = Nd4j.zeros(DataType.DOUBLE, 1, 1, 9, 24);
    image
        .get(
            NDArrayIndex.point(0),
            NDArrayIndex.point(0),
            NDArrayIndex.interval(3 + row, 6),
            NDArrayIndex.interval(2 + column, 22))
        .assign(1);
    return image;
  }

  @Test
  void theWidthDoesNotMatterTheLengthDoes() {
    assertEquals(0, score(bar(0, 0), bar(0, 0)), 1e-6);
    assertEquals(0, score(bar(0, 0), bar(1, 0)), 1e-6, "two rows of three, center kept");
    double halfAsLong = score(bar(0, 0), bar(0, 10));
    // All of it lies within the label, and about half of the label's center within it.
    assertTrue(halfAsLong > 0.25 && halfAsLong < 0.42, () -> "" + halfAsLong);
  }

  @Test
  void badOptionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Losses.parse("cl-dice(iterations=-1)"));
    assertThrows(IllegalArgumentException.class, () -> Losses.parse("cl-dice(smooth=0)"));
  }
}

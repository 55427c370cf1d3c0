package org.dl4jvision.loss.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class GradientTest {

  private final Gradient gradient =
      new Gradient(Nd4j.valueArrayOf(new long[] {2, 2}, 7, DataType.FLOAT));

  private double[] sum() {
    return gradient.sum().dup('c').data().asDouble();
  }

  @Test
  void isZeroIfNothingWasAdded() {
    assertFalse(gradient.isStarted());
    assertArrayEquals(new double[4], sum());
  }

  @Test
  void replacesWhatWasThereAndAddsLater() {
    gradient.add(new double[] {1, 2, 3, 4});
    assertTrue(gradient.isStarted());
    gradient.add(new double[] {10, 20, 30, 40});
    assertArrayEquals(new double[] {11, 22, 33, 44}, sum());
  }

  @Test
  void isFiniteInItsType() {
    gradient.add(new double[] {1e300, -1e300, 0, 1});
    assertArrayEquals(new double[] {Float.MAX_VALUE, -Float.MAX_VALUE, 0, 1}, sum());
  }
}

package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossHausdorffTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossHausdorff(),
        LossHausdorff.builder().alpha(1.3).classWeights(1, 2, 0.5).includeBackground(false).build(),
        LossHausdorff.builder().ignoreIndex(255).batch(true).build());
  }

  @Override
  public boolean seesNeighbors() {
    return true;
  }

  @Test
  void weighsErrorsByTheirDistances() {
    INDArray labels = Nd4j.createFromArray(1., 0, 0, 0).reshape(1, 1, 4);
    INDArray predictions = Nd4j.createFromArray(1., 0, 0.4, 1).reshape(1, 1, 4);
    // From the label's boundary: 1, 1, 2, 3; from the prediction's: 1, 1, 1, 1.
    double expected = (0.16 * (Math.pow(2, 3) + 1) + 1 * (Math.pow(3, 3) + 1)) / 4;
    assertEquals(
        expected,
        LossHausdorff.builder()
            .alpha(3)
            .build()
            .computeScore(labels, predictions, new ActivationIdentity(), null, true),
        1e-12);
  }

  @Test
  void alphaIsPositive() {
    assertThrows(IllegalArgumentException.class, () -> Losses.parse("hausdorff(alpha=0)"));
  }
}

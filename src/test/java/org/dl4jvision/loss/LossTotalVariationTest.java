package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossTotalVariationTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossTotalVariation(),
        LossTotalVariation.builder().weight(0.3).classWeights(1, 2, 0.5).build(),
        LossTotalVariation.builder().includeBackground(false).ignoreIndex(255).batch(true).build());
  }

  @Override
  public boolean seesNeighbors() {
    return true;
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }

  @Override
  public boolean trainsAlone() {
    return false;
  }

  @Test
  void isTheMeanOfDifferencesWhateverTheLabels() {
    INDArray predictions = Nd4j.createFromArray(0., 1, 3, 1).reshape(1, 1, 2, 2);
    INDArray labels = Nd4j.createFromArray(-7.5, 10, 0, 3).reshape(1, 1, 2, 2);
    assertEquals(
        0.5 * (1 + 2 + 3 + 0) / 4,
        Losses.parse("total-variation(weight=0.5)")
            .computeScore(labels, predictions, new ActivationIdentity(), null, true));
  }
}

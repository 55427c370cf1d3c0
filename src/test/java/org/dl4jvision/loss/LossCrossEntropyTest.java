package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossCrossEntropyTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossCrossEntropy(),
        LossCrossEntropy.builder().labelSmoothing(0.1).classWeights(1, 2, 0.5).build(),
        LossCrossEntropy.builder().normalizeWeights(true).classWeights(1, 2, 0.5).build(),
        LossCrossEntropy.builder().ignoreIndex(255).batch(true).build(),
        LossCrossEntropy.builder().topK(0.6).classWeights(1, 2, 0.5).build(),
        LossCrossEntropy.builder().topK(0.4).batch(true).normalizeWeights(true).build());
  }

  @Test
  void aFractionIsNotTheIgnoredLabel() {
    VisionLoss loss = LossCrossEntropy.builder().ignoreIndex(0).build();
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 2, 1, 4, 5).putScalar(0, 0.5);
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray logits = Nd4j.zeros(type, 2, 3, 4, 5);
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> loss.computeScore(labels, logits, new ActivationSoftmax(), null, true));
      assertTrue(e.getMessage().contains("class index 0.5"), e.getMessage());
    }
  }
}

package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossBoundaryTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossBoundary(),
        LossBoundary.builder().classWeights(1, 2, 0.5).includeBackground(false).build(),
        LossBoundary.builder().ignoreIndex(255).batch(true).build());
  }

  @Override
  public boolean seesNeighbors() {
    return true;
  }

  @Test
  void aClassWithoutBoundaryCostsNothing() {
    INDArray logits = Nd4j.ones(DataType.DOUBLE, 2, 1, 3, 4);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, 2, 1, 3, 4);
    labels.slice(1).assign(1);
    Evaluation e = new LossBoundary().evaluate(labels, logits, new ActivationSigmoid(), null, true);
    assertArrayEquals(new double[2], e.perExample());
    assertEquals(0, e.gradient().amaxNumber().doubleValue());
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossBinaryCrossEntropyTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossBinaryCrossEntropy(),
        LossBinaryCrossEntropy.builder().positiveWeight(3, 1, 0.5).labelSmoothing(0.2).build(),
        LossBinaryCrossEntropy.builder().classWeights(1, 2, 0.5).normalizeWeights(true).build(),
        LossBinaryCrossEntropy.builder().ignoreIndex(255).batch(true).build());
  }
}

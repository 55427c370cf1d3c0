package org.dl4jvision.loss;

import java.util.List;

class LossCrossEntropyTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(
        new LossCrossEntropy(),
        LossCrossEntropy.builder().labelSmoothing(0.1).classWeights(1, 2, 0.5).build(),
        LossCrossEntropy.builder().normalizeWeights(true).classWeights(1, 2, 0.5).build(),
        LossCrossEntropy.builder().ignoreIndex(255).batch(true).build(),
        LossCrossEntropy.builder().topK(0.6).classWeights(1, 2, 0.5).build(),
        LossCrossEntropy.builder().topK(0.4).batch(true).normalizeWeights(true).build());
  }
}

package org.dl4jvision.loss;

import java.util.List;

class LossClDiceTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(
        new LossClDice(),
        LossClDice.builder().iterations(1).smooth(0.1).classWeights(1, 2, 0.5).build(),
        LossClDice.builder().includeBackground(false).ignoreIndex(255).batch(true).build());
  }
}

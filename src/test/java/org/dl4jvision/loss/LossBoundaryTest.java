package org.dl4jvision.loss;

import java.util.List;

class LossBoundaryTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(
        new LossBoundary(),
        LossBoundary.builder().classWeights(1, 2, 0.5).includeBackground(false).build(),
        LossBoundary.builder().ignoreIndex(255).batch(true).build());
  }
}

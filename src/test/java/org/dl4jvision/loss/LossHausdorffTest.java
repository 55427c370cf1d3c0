package org.dl4jvision.loss;

import java.util.List;

class LossHausdorffTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(
        new LossHausdorff(),
        LossHausdorff.builder().alpha(1.3).classWeights(1, 2, 0.5).includeBackground(false).build(),
        LossHausdorff.builder().ignoreIndex(255).batch(true).build());
  }
}

package org.dl4jvision.loss;

import java.util.List;

class LossTotalVariationTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(
        new LossTotalVariation(),
        LossTotalVariation.builder().weight(0.3).classWeights(1, 2, 0.5).build(),
        LossTotalVariation.builder().includeBackground(false).ignoreIndex(255).batch(true).build());
  }

  @Override
  boolean needsProbabilities() {
    return false;
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossDiceTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossDice(),
        LossDice.builder().squared(false).smooth(1).build(),
        LossDice.builder().includeBackground(false).classWeights(1, 2, 0.5).build(),
        LossDice.builder().batch(true).smoothNumerator(0).smoothDenominator(1e-3).build(),
        LossDice.builder().squared(false).ignoreIndex(255).smooth(0).build());
  }
}

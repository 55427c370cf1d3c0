package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossMeanL1Test extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossMeanL1(),
        LossMeanL1.builder().classWeights(1, 2, 0.5).normalizeWeights(true).build(),
        LossMeanL1.builder().ignoreIndex(255).batch(true).build());
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossUnifiedFocalTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("unified-focal"),
        Losses.parse("unified-focal(asymmetric=false, delta=0.6, gamma=0.3, weight=0.2)"),
        Losses.parse("unified-focal(classWeights=[1, 2, 0.5], ignoreIndex=255)"));
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossBalancedL1Test extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("balanced-l1"), Losses.parse("balanced-l1(alpha=0.7, gamma=1, beta=0.3)"));
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }
}

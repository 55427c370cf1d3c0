package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossCharbonnierTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(Losses.parse("charbonnier"), Losses.parse("charbonnier(epsilon=0.1)"));
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossMeanL2Test extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(Losses.parse("l2"));
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossPoly1Test extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(Losses.parse("poly1"), Losses.parse("poly1(epsilon=-0.5, batch=true)"));
  }
}

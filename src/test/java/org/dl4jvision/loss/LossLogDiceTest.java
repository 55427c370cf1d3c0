package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossLogDiceTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(Losses.parse("log-dice"), Losses.parse("log-dice(squared=false, smooth=1)"));
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossLogCoshDiceTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("log-cosh-dice"),
        Losses.parse("log-cosh-dice(squared=false, softLabel=true)"));
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossSumTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("dice + cross-entropy"),
        Losses.parse("2*dice(squared=false) + 0.5*cross-entropy(labelSmoothing=0.1) + l1"));
  }
}

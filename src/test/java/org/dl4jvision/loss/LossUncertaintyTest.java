package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossUncertaintyTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("uncertainty(cross-entropy, l1)"),
        Losses.parse("uncertainty(2*poly1 + l2, focal(gamma=1))"));
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossLogCoshTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(Losses.parse("log-cosh"));
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }
}

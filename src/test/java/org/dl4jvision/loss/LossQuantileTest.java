package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossQuantileTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(Losses.parse("quantile"), Losses.parse("quantile(tau=0.9)"));
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }
}

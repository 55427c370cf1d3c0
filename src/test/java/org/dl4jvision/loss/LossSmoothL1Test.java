package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossSmoothL1Test extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("smooth-l1"),
        Losses.parse("smooth-l1(beta=0.11)"),
        Losses.parse("smooth-l1(beta=0)"));
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossHuberTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(Losses.parse("huber"), Losses.parse("huber(delta=0.3)"));
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }
}

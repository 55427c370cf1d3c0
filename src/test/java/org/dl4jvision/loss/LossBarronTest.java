package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossBarronTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("barron"),
        Losses.parse("barron(alpha=2, scale=0.7)"),
        Losses.parse("barron(alpha=0)"),
        Losses.parse("barron(alpha=-2, scale=0.3)"),
        Losses.parse("barron(alpha=-Infinity)"));
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossGeneralizedCrossEntropyTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("generalized-cross-entropy"),
        Losses.parse("generalized-cross-entropy(q=1)"),
        Losses.parse("generalized-cross-entropy(q=0.1)"));
  }
}

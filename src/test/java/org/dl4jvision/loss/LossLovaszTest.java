package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossLovaszTest extends BaseLossTestCase {

  /** Pixels whose errors are the same in float change places. */
  @Override
  public double tileTolerance() {
    return 2e-3;
  }

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("lovasz"),
        Losses.parse("lovasz(classes=all, classWeights=[1, 2, 0.5])"),
        Losses.parse("lovasz(batch=true, includeBackground=false)"));
  }
}

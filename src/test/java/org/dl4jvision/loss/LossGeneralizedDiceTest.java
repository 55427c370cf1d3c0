package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossGeneralizedDiceTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("generalized-dice"),
        Losses.parse("generalized-dice(weighting=simple, includeBackground=false)"),
        Losses.parse("generalized-dice(weighting=uniform, classWeights=[1, 2, 0.5], batch=true)"),
        Losses.parse("generalized-dice(softLabel=true)"));
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossMccTest extends BaseLossTestCase {

  /** Roots of counts that are nearly nothing are steep. */
  @Override
  public double tileTolerance() {
    return 1e-4;
  }

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("mcc"),
        Losses.parse("mcc(smooth=0.1, batch=true)"),
        Losses.parse("mcc(includeBackground=false, smoothNumerator=0)"));
  }
}

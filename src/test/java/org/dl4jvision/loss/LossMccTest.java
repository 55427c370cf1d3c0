package org.dl4jvision.loss;

import java.util.List;

class LossMccTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(
        Losses.parse("mcc"),
        Losses.parse("mcc(smooth=0.1, batch=true)"),
        Losses.parse("mcc(includeBackground=false, smoothNumerator=0)"));
  }
}

package org.dl4jvision.loss;

import java.util.List;

class LossLovaszTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(
        Losses.parse("lovasz"),
        Losses.parse("lovasz(classes=all, classWeights=[1, 2, 0.5])"),
        Losses.parse("lovasz(batch=true, includeBackground=false)"));
  }
}

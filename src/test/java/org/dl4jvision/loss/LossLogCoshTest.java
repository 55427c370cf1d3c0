package org.dl4jvision.loss;

import java.util.List;

class LossLogCoshTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(Losses.parse("log-cosh"));
  }

  @Override
  boolean needsProbabilities() {
    return false;
  }
}

package org.dl4jvision.loss;

import java.util.List;

class LossSsimTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(
        new LossSsim(),
        LossSsim.builder().windowSize(3).sigma(0.7).range(2).classWeights(1, 2, 0.5).build(),
        LossSsim.builder().includeBackground(false).ignoreIndex(255).batch(true).build());
  }

  @Override
  boolean needsProbabilities() {
    return false;
  }
}

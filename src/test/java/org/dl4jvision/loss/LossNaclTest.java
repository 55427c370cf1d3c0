package org.dl4jvision.loss;

import java.util.List;

class LossNaclTest extends BaseLossTestCase {

  @Override
  List<VisionLoss> losses() {
    return List.of(
        new LossNacl(),
        Losses.parse("nacl(kernelSize=5, distance=l2, alpha=0.3, classWeights=[1, 2, 0.5])"),
        Losses.parse("nacl(kernel=gaussian, sigma=0.5, includeBackground=false, batch=true)"));
  }
}

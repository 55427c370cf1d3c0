package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;

class LossVarifocalTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        new LossVarifocal(),
        LossVarifocal.builder().alpha(1).gamma(1).classWeights(1, 2, 0.5).build(),
        LossVarifocal.builder().gamma(0).batch(true).build(),
        LossVarifocal.builder().gamma(1.5).ignoreIndex(255).build());
  }

  @Override
  public List<IActivation> activations() {
    return List.of(new ActivationSigmoid(), new ActivationIdentity());
  }
}

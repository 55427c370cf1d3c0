package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

class LossWassersteinDiceTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("wasserstein-dice"),
        Losses.parse(
            "wasserstein-dice(distances=[[0, 1, 0.5], [1, 0, 2], [0.25, 2, 0]], weighting=volume)"),
        Losses.parse(
            "wasserstein-dice(includeBackground=false, classWeights=[1, 2, 0.5], batch=true)"));
  }

  /** Distances mean something where probabilities add up to one. */
  @Override
  public List<IActivation> activations() {
    return List.of(new ActivationSoftmax());
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossFocalTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("focal"),
        Losses.parse("focal(gamma=1.5, alpha=0.25, mode=binary)"),
        Losses.parse("focal(gamma=0.5, alpha=[0.2, 0.5, 1], mode=multiclass)"),
        Losses.parse("focal(gamma=0, normalizeWeights=true, classWeights=[1, 2, 0.5])"));
  }
}

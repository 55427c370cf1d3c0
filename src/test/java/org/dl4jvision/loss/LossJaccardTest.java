package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossJaccardTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("jaccard"),
        Losses.parse("jaccard(squared=true, smooth=1, includeBackground=false)"),
        Losses.parse("jaccard(softLabel=true, batch=true)"),
        Losses.parse("jaccard(classWeights=[1, 2, 0.5], ignoreIndex=255, smooth=0)"));
  }
}

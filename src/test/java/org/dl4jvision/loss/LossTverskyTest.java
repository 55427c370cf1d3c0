package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;

class LossTverskyTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(
        Losses.parse("tversky"),
        Losses.parse("tversky(alpha=0.3, beta=0.7, gamma=0.75)"),
        Losses.parse("tversky(alpha=0.7, beta=0.3, gamma=1.5, batch=true)"),
        Losses.parse("tversky(alpha=0.7, beta=0.3, softLabel=true)"));
  }
}

package org.dl4jvision.extension;

import java.util.List;
import org.dl4jvision.loss.BaseLossTestCase;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnEntries.class)
class OwnLossTest extends BaseLossTestCase {

  @Override
  public List<VisionLoss> losses() {
    return List.of(new OwnLoss());
  }

  @Override
  public boolean needsProbabilities() {
    return false;
  }
}

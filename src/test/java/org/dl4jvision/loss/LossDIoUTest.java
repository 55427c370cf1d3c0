package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.BoxLoss;

class LossDIoUTest extends BaseBoxLossTestCase {

  @Override
  public List<BoxLoss> losses() {
    return List.of(new LossDIoU(), LossDIoU.builder().epsilon(1e-3).build());
  }

  @Override
  public double largest() {
    return 2;
  }
}

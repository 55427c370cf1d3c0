package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.loss.family.BoxLoss;

class LossAlphaIoUTest extends BaseBoxLossTestCase {

  @Override
  public List<BoxLoss> losses() {
    return List.of(new LossAlphaIoU(), LossAlphaIoU.builder().alpha(0.5).build());
  }

  @Override
  public double largest() {
    return 1;
  }
}

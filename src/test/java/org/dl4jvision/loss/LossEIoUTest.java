package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.family.BoxLoss;

class LossEIoUTest extends BaseBoxLossTestCase {

  @Override
  List<BoxLoss> losses() {
    return List.of(new LossEIoU(), LossEIoU.builder().epsilon(1e-3).build());
  }

  @Override
  double largest() {
    return 4;
  }

  @Override
  BoxLoss of(BoxFormat format) {
    return LossEIoU.builder().format(format).build();
  }
}

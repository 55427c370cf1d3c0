package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.family.BoxLoss;

class LossIoUTest extends BaseBoxLossTestCase {

  @Override
  List<BoxLoss> losses() {
    return List.of(new LossIoU(), LossIoU.builder().epsilon(1e-3).build());
  }

  @Override
  double largest() {
    return 1;
  }

  @Override
  BoxLoss of(BoxFormat format) {
    return LossIoU.builder().format(format).build();
  }
}

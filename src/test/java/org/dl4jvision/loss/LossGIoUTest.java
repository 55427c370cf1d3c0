package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.family.BoxLoss;

class LossGIoUTest extends BaseBoxLossTestCase {

  @Override
  List<BoxLoss> losses() {
    return List.of(new LossGIoU(), LossGIoU.builder().epsilon(1e-3).build());
  }

  @Override
  double largest() {
    return 2;
  }

  @Override
  BoxLoss of(BoxFormat format) {
    return LossGIoU.builder().format(format).build();
  }
}

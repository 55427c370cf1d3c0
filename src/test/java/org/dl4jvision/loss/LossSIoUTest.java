package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.family.BoxLoss;

class LossSIoUTest extends BaseBoxLossTestCase {

  @Override
  List<BoxLoss> losses() {
    return List.of(new LossSIoU(), LossSIoU.builder().epsilon(1e-3).build());
  }

  @Override
  double largest() {
    return 3;
  }

  @Override
  BoxLoss of(BoxFormat format) {
    return LossSIoU.builder().format(format).build();
  }
}

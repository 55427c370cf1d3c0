package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.family.BoxLoss;

class LossDIoUTest extends BaseBoxLossTestCase {

  @Override
  List<BoxLoss> losses() {
    return List.of(new LossDIoU(), LossDIoU.builder().epsilon(1e-3).build());
  }

  @Override
  double largest() {
    return 2;
  }

  @Override
  BoxLoss of(BoxFormat format) {
    return LossDIoU.builder().format(format).build();
  }
}

package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.family.BoxLoss;

class LossAlphaIoUTest extends BaseBoxLossTestCase {

  @Override
  List<BoxLoss> losses() {
    return List.of(new LossAlphaIoU(), LossAlphaIoU.builder().alpha(0.5).build());
  }

  @Override
  double largest() {
    return 1;
  }

  @Override
  BoxLoss of(BoxFormat format) {
    return LossAlphaIoU.builder().format(format).build();
  }
}

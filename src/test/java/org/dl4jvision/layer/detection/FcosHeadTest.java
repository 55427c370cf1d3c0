package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jvision.box.Box;
import org.junit.jupiter.api.Test;

class FcosHeadTest extends BaseHeadTestCase {

  @Override
  protected HeadType type() {
    return FcosHead.TYPE;
  }

  @Override
  protected HeadBuilder<?> otherOptions() {
    return FcosHead.builder().centerRadius(2).levelRange(5).boxWeight(1.5);
  }

  /** By hand: 3 of 12 pixels across, 6 of 12 down. */
  @Test
  void centerness() {
    Head head = head();
    Anchor anchor = new Anchor(20, 20, 8, 8);
    assertEquals(1, head.quality(anchor, new Box(10, 5, 30, 35)), 1e-15);
    assertEquals(Math.sqrt(3.0 / 9), head.quality(anchor, new Box(17, 14, 29, 26)), 1e-15);
  }
}

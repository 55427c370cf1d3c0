package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.junit.jupiter.api.Test;

class RpnHeadTest extends BaseHeadTestCase {

  @Override
  protected HeadType type() {
    return RpnHead.TYPE;
  }

  @Override
  protected HeadBuilder<?> smallBuilder() {
    return RpnHead.builder().anchors(SMALL_ANCHORS).samples(32);
  }

  @Override
  protected HeadBuilder<?> otherOptions() {
    return RpnHead.builder().samples(64).foregroundIou(0.6).backgroundIou(0.25);
  }

  @Test
  void seesObjectsOfEveryClassAsOne() {
    List<ObjectBox> objects = List.of(new ObjectBox(new Box(100, 80, 140, 120), 2, false));
    assertEquals(1, head().outputClasses());
    assertEquals(0, head().outputClass(objects.get(0)));
    assertEquals(0, head().missed(List.of(objects)));
  }
}

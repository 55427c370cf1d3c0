package org.dl4jvision.extension;

import org.dl4jvision.layer.detection.BaseHeadTestCase;
import org.dl4jvision.layer.detection.HeadBuilder;
import org.dl4jvision.layer.detection.HeadType;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnEntries.class)
class OwnHeadTest extends BaseHeadTestCase {

  @Override
  protected HeadType type() {
    return OwnHead.TYPE;
  }

  @Override
  protected HeadBuilder<?> otherOptions() {
    return OwnHead.builder().centerRadius(2.5);
  }
}

package org.dl4jvision.data.augmentation;

import java.util.Map;

class QuarterTurnsTest extends BaseAugmentationTestCase {

  QuarterTurnsTest() {
    super(QuarterTurns.class);
  }

  @Override
  Map<String, String> refused() {
    return Map.of();
  }
}

package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class RotationTest extends BaseAugmentationTestCase {

  RotationTest() {
    super(Rotation.class);
  }

  @Override
  List<String> without() {
    return List.of("rotation(degrees=0, share=1)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "rotation(degrees=181)",
        "augmentation rotation: degrees is 181.0; allowed: numbers from 0 to 180",
        "rotation(degrees=much)",
        "augmentation rotation: option degrees is much; give a number");
  }
}

package org.dl4jvision.data.augmentation;

import java.util.Map;

class CutoutTest extends BaseAugmentationTestCase {

  CutoutTest() {
    super(Cutout.class);
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "cutout(count=0)",
        "augmentation cutout: count is 0; allowed: 1 to 100",
        "cutout(area=0)",
        "augmentation cutout: area is 0.0; allowed: numbers above 0 up to 0.5");
  }

  @Override
  boolean fitsBoxes() {
    return false;
  }
}

package org.dl4jvision.data.augmentation;

import java.util.Map;

class CutMixTest extends BaseAugmentationTestCase {

  CutMixTest() {
    super(CutMix.class);
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "cutmix(area=1)", "augmentation cutmix: area is 1.0; allowed: numbers above 0 up to 0.9");
  }

  @Override
  boolean fitsBoxes() {
    return false;
  }
}

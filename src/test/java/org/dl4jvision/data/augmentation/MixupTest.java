package org.dl4jvision.data.augmentation;

import java.util.Map;

class MixupTest extends BaseAugmentationTestCase {

  MixupTest() {
    super(Mixup.class);
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "mixup(alpha=0.5)",
        "augmentation mixup: option alpha is 0.5; give a whole number",
        "mixup(alpha=0)",
        "augmentation mixup: alpha is 0; allowed: 1 to 100");
  }

  @Override
  boolean keepsTruth() {
    return false;
  }
}

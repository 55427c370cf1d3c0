package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class BrightnessTest extends BaseAugmentationTestCase {

  BrightnessTest() {
    super(Brightness.class);
  }

  @Override
  List<String> without() {
    return List.of("brightness(amount=0)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "brightness(amount=1.5)",
        "augmentation brightness: amount is 1.5; allowed: numbers from 0 to 1");
  }

  @Override
  boolean keepsTruth() {
    return false;
  }
}

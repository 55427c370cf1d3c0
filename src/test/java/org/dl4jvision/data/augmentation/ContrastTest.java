package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class ContrastTest extends BaseAugmentationTestCase {

  ContrastTest() {
    super(Contrast.class);
  }

  @Override
  List<String> without() {
    return List.of("contrast(amount=0)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "contrast(amount=1.5)",
        "augmentation contrast: amount is 1.5; allowed: numbers from 0 to 1");
  }

  @Override
  boolean keepsTruth() {
    return false;
  }
}

package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class NoiseTest extends BaseAugmentationTestCase {

  NoiseTest() {
    super(Noise.class);
  }

  @Override
  List<String> without() {
    return List.of("noise(amount=0, share=1)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "noise(amount=-1)", "augmentation noise: amount is -1.0; allowed: numbers from 0 to 1");
  }

  @Override
  boolean keepsTruth() {
    return false;
  }
}

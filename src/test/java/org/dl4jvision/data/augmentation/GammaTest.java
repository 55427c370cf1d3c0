package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class GammaTest extends BaseAugmentationTestCase {

  GammaTest() {
    super(Gamma.class);
  }

  @Override
  List<String> without() {
    return List.of("gamma(largest=1, share=1)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "gamma(largest=0.5)", "augmentation gamma: largest is 0.5; allowed: numbers from 1 to 4");
  }
}

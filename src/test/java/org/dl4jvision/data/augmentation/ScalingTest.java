package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class ScalingTest extends BaseAugmentationTestCase {

  ScalingTest() {
    super(Scaling.class);
  }

  @Override
  List<String> without() {
    return List.of("scaling(smallest=1, largest=1, share=1)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "scaling(smallest=0.1)",
        "augmentation scaling: smallest is 0.1; allowed: numbers from 0.5 to 1",
        "scaling(largest=9)",
        "augmentation scaling: largest is 9.0; allowed: numbers from 1 to 4");
  }
}

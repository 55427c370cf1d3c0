package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class HueSaturationTest extends BaseAugmentationTestCase {

  HueSaturationTest() {
    super(HueSaturation.class);
  }

  @Override
  List<String> without() {
    return List.of("hue-saturation(hue=0, saturation=0, share=1)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "hue-saturation(hue=-1)",
        "augmentation hue-saturation: hue is -1.0; allowed: numbers from 0 to 180");
  }
}

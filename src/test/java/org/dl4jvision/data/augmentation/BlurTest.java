package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class BlurTest extends BaseAugmentationTestCase {

  BlurTest() {
    super(Blur.class);
  }

  @Override
  List<String> without() {
    return List.of("blur(sigma=0, share=1)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "blur(sigma=11)", "augmentation blur: sigma is 11.0; allowed: numbers from 0 to 10");
  }
}

package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class FlipTest extends BaseAugmentationTestCase {

  FlipTest() {
    super(Flip.class);
  }

  @Override
  List<String> without() {
    return List.of("flip(horizontal=false)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "flip(vertical=1)", "augmentation flip: option vertical is 1.0; give true or false");
  }
}

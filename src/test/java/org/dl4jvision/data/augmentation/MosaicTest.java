package org.dl4jvision.data.augmentation;

import java.util.Map;

class MosaicTest extends BaseAugmentationTestCase {

  MosaicTest() {
    super(Mosaic.class);
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "mosaic(share=-0.5)", "augmentation mosaic: share is -0.5; allowed: numbers from 0 to 1");
  }

  @Override
  boolean fitsBoxes() {
    return false;
  }
}

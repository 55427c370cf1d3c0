package org.dl4jvision.data.augmentation;

import java.util.Map;

class CopyPasteTest extends BaseAugmentationTestCase {

  CopyPasteTest() {
    super(CopyPaste.class);
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "copy-paste(largest=0)",
        "augmentation copy-paste: largest is 0.0; allowed: numbers above 0 up to 1");
  }

  @Override
  boolean fitsBoxes() {
    return false;
  }
}

package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.Map;

class ElasticTest extends BaseAugmentationTestCase {

  ElasticTest() {
    super(Elastic.class);
  }

  @Override
  List<String> without() {
    return List.of("elastic(strength=0, share=1)");
  }

  @Override
  Map<String, String> refused() {
    return Map.of(
        "elastic(strength=9)",
        "augmentation elastic: strength is 9.0; allowed: numbers from 0 to an eighth of the"
            + " spacing, 8.0; more would tear images",
        "elastic(spacing=2)",
        "augmentation elastic: spacing is 2.0; allowed: numbers from 8 to 1024");
  }
}

package org.dl4jvision.layer.detection;

import java.util.List;

/** All heads, for tests that hold for each. */
final class Heads {

  private Heads() {}

  static List<Head> all(int classes, int width, int height, int... strides) {
    return List.of(
        FcosHead.builder()
            .classes(classes)
            .imageWidth(width)
            .imageHeight(height)
            .strides(strides)
            .build());
  }
}

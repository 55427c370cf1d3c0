package org.dl4jvision.layer.detection;

import java.util.List;
import java.util.stream.Stream;

/** All heads, for tests that hold for each. */
final class Heads {

  private Heads() {}

  static List<Head> all(int classes, int width, int height, int... strides) {
    return Stream.of(
            FcosHead.builder(), RetinaHead.builder(), YoloHead.builder(), RpnHead.builder())
        .map(builder -> builder(builder, classes, width, height, strides).build())
        .toList();
  }

  private static Head.Builder<?> builder(
      Head.Builder<?> builder, int classes, int width, int height, int... strides) {
    return builder.classes(classes).imageWidth(width).imageHeight(height).strides(strides);
  }
}

package org.dl4jvision.layer.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;

/** Random objects, and heads that should see them. */
final class Scenes {

  private Scenes() {}

  /** All heads that are known, with their defaults. */
  static List<Head> heads(int classes, int width, int height, int... strides) {
    List<Head> heads = new ArrayList<>();
    for (HeadType type : Heads.REGISTRY.all()) {
      heads.add(
          type.builder()
              .classes(classes)
              .imageWidth(width)
              .imageHeight(height)
              .strides(strides)
              .build());
    }
    return heads;
  }

  /** Objects anywhere in an image, of widths and heights from smallest to largest. */
  static List<ObjectBox> random(
      Random random,
      int count,
      int classes,
      int width,
      int height,
      double smallest,
      double largest) {
    List<ObjectBox> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double w = smallest * Math.pow(largest / smallest, random.nextDouble());
      double h = Math.min(height, w * Math.pow(2, random.nextDouble() * 2 - 1));
      w = Math.min(w, width);
      double left = random.nextDouble() * (width - w);
      double top = random.nextDouble() * (height - h);
      Box box = new Box((float) left, (float) top, (float) (left + w), (float) (top + h));
      objects.add(new ObjectBox(box, random.nextInt(classes), false));
    }
    return objects;
  }

  /** The same object, to be ignored. */
  static ObjectBox ignored(ObjectBox object) {
    return new ObjectBox(object.box(), object.classIndex(), true);
  }
}

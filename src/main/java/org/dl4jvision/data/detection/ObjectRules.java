package org.dl4jvision.data.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;

/**
 * What becomes of the objects of a file. Numbers that are none, reversed corners and unknown
 * classes are errors; boxes without an area or outside of the image are dropped, those that reach
 * out of it clipped, and either is reported.
 */
final class ObjectRules {

  /** Boxes by rounding or inclusive edges reach so far out of images without anyone's fault. */
  private static final double ROUNDING = 1;

  private final List<String> classNames;
  private final List<String> warnings = new ArrayList<>();

  ObjectRules(List<String> classNames) {
    this.classNames = classNames;
  }

  /** What was reported so far. */
  List<String> warnings() {
    return warnings;
  }

  /**
   * The objects that are left of those of an image.
   *
   * @throws IllegalArgumentException naming file and object
   */
  List<ObjectBox> apply(AnnotatedImage image) {
    List<ObjectBox> objects = new ArrayList<>();
    for (Annotation object : image.objects()) {
      int classIndex = classNames.indexOf(object.className());
      if (classIndex < 0) {
        throw error(
            image,
            object,
            "is of class '"
                + object.className()
                + "', which is not declared; declared are "
                + String.join(", ", classNames));
      }
      object
          .bounds()
          .flatMap(box -> repair(image, object, box))
          .ifPresent(box -> objects.add(new ObjectBox(box, classIndex, object.ignored())));
    }
    return objects;
  }

  /** The part of a box inside of the image, empty where there is none. */
  private Optional<Box> repair(AnnotatedImage image, Annotation object, Box box) {
    double sum = box.left() + box.top() + box.right() + box.bottom();
    if (!Double.isFinite(sum)) {
      throw error(image, object, "has a coordinate that is not a finite number: " + show(box));
    }
    if (box.right() < box.left() || box.bottom() < box.top()) {
      throw error(
          image, object, "has reversed corners: " + show(box) + " (left, top, right, bottom)");
    }
    ImageSize size = image.size();
    Box inside = box.clip(new Box(0, 0, size.width(), size.height()));
    if (!(box.area() > 0)) {
      warn(image, object, "has no area: " + show(box) + "; dropped");
      return Optional.empty();
    }
    if (!(inside.area() > 0)) {
      warn(image, object, outside("lies outside of", box, size) + "; dropped");
      return Optional.empty();
    }
    if (box.left() < -ROUNDING
        || box.top() < -ROUNDING
        || box.right() > size.width() + ROUNDING
        || box.bottom() > size.height() + ROUNDING) {
      warn(image, object, outside("reaches out of", box, size) + "; clipped");
    }
    return Optional.of(inside);
  }

  private static String outside(String how, Box box, ImageSize size) {
    return how + " the image (" + size + ", height x width): " + show(box);
  }

  private void warn(AnnotatedImage image, Annotation object, String problem) {
    warnings.add(image.source() + ": " + object.label() + " " + problem);
  }

  private static IllegalArgumentException error(
      AnnotatedImage image, Annotation object, String problem) {
    return new IllegalArgumentException(image.source() + ": " + object.label() + " " + problem);
  }

  private static String show(Box box) {
    return show(box.left())
        + ", "
        + show(box.top())
        + ", "
        + show(box.right())
        + ", "
        + show(box.bottom());
  }

  private static String show(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.6g", value);
  }
}

package org.dl4jvision.data.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.Annotations.Image;
import org.dl4jvision.data.format.Annotations.Thing;

/**
 * What becomes of the objects of a file. Numbers that are none, reversed corners and unknown
 * classes are errors; boxes without an area or outside of the image are dropped, those that reach
 * out of it clipped, and either is reported.
 */
public final class ObjectRules {

  /** Boxes by rounding or inclusive edges reach so far out of images without anyone's fault. */
  private static final double ROUNDING = 1;

  private final List<String> classNames;
  private final List<String> warnings = new ArrayList<>();

  public ObjectRules(List<String> classNames) {
    this.classNames = classNames;
  }

  /** What was reported so far. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * The objects that are left of those of an image.
   *
   * @throws IllegalArgumentException naming file and object
   */
  public List<ObjectBox> apply(Image image) {
    List<ObjectBox> objects = new ArrayList<>();
    for (Thing thing : image.objects()) {
      int classIndex = classNames.indexOf(thing.className());
      if (classIndex < 0) {
        throw error(
            image,
            thing,
            "is of class '"
                + thing.className()
                + "', which is not declared; declared are "
                + String.join(", ", classNames));
      }
      Box box = mend(image, thing);
      if (box != null) {
        objects.add(new ObjectBox(box, classIndex, thing.ignored()));
      }
    }
    return objects;
  }

  private Box mend(Image image, Thing thing) {
    Box box = thing.box();
    double sum = box.left() + box.top() + box.right() + box.bottom();
    if (!Double.isFinite(sum)) {
      throw error(image, thing, "has a coordinate that is not a finite number: " + show(box));
    }
    if (box.right() < box.left() || box.bottom() < box.top()) {
      throw error(
          image, thing, "has reversed corners: " + show(box) + " (left, top, right, bottom)");
    }
    ImageSize size = image.size();
    Box inside = box.clip(new Box(0, 0, size.width(), size.height()));
    if (!(box.area() > 0)) {
      warn(image, thing, "has no area: " + show(box) + "; dropped");
      return null;
    }
    if (!(inside.area() > 0)) {
      warn(image, thing, outside("lies outside of", box, size) + "; dropped");
      return null;
    }
    if (box.left() < -ROUNDING
        || box.top() < -ROUNDING
        || box.right() > size.width() + ROUNDING
        || box.bottom() > size.height() + ROUNDING) {
      warn(image, thing, outside("reaches out of", box, size) + "; clipped");
    }
    return inside;
  }

  private static String outside(String how, Box box, ImageSize size) {
    return how + " the image (" + size + ", height x width): " + show(box);
  }

  private void warn(Image image, Thing thing, String problem) {
    warnings.add(image.source() + ": " + thing.label() + " " + problem);
  }

  private static IllegalArgumentException error(Image image, Thing thing, String problem) {
    return new IllegalArgumentException(image.source() + ": " + thing.label() + " " + problem);
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

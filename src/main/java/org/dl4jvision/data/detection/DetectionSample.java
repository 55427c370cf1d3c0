package org.dl4jvision.data.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Sample;

/**
 * One image with its objects.
 *
 * @param name file name without extension, or a generated name
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param height rows
 * @param width columns
 * @param image pixel values in [0, 1], channel by channel, row by row: {@code
 *     [channels][height][width]}
 * @param objects with boxes in pixels of this image, each inside of it and with an area; none for
 *     an image without ground truth
 */
@SuppressWarnings("ArrayRecordComponent")
public record DetectionSample(
    String name, int channels, int height, int width, float[] image, List<ObjectBox> objects)
    implements Sample {

  public DetectionSample {
    objects = List.copyOf(objects);
  }

  /** An object of which a cut leaves less than a pixel a side is no object any more. */
  private static final double TOO_SMALL = 1;

  /** Less than a hair's breadth is no cut, but rounding. */
  private static final double ALL = 1 - 1e-6;

  /**
   * The part of this image, with the objects in it.
   *
   * @param minVisibility see {@link #cut}
   * @throws IllegalArgumentException if the region reaches beyond the image
   */
  public DetectionSample window(Region region, double minVisibility) {
    return new DetectionSample(
        name,
        channels,
        region.height(),
        region.width(),
        region.cut(image, size()),
        cut(objects, region, minVisibility));
  }

  /**
   * The objects in a part of an image, clipped to it and counted from its corner. Those that lose
   * anything and of which less than {@code minVisibility} is left become ignored ones; what is
   * nearly nothing is left out.
   *
   * @param minVisibility share of the area of the box, in [0, 1]
   */
  public static List<ObjectBox> cut(List<ObjectBox> objects, Region region, double minVisibility) {
    List<ObjectBox> inside = new ArrayList<>();
    Box all = new Box(0, 0, region.width(), region.height());
    for (ObjectBox object : objects) {
      Box box = object.box().move(-region.left(), -region.top());
      cut(new ObjectBox(box, object.classIndex(), object.ignored()), all, minVisibility)
          .ifPresent(inside::add);
    }
    return inside;
  }

  /** An object clipped to a part of a picture, empty where it is nearly nothing. */
  static Optional<ObjectBox> cut(ObjectBox object, Box part, double minVisibility) {
    Box seen = object.box().clip(part);
    double visibility = seen.area() / object.box().area();
    boolean cut = visibility < ALL;
    if (cut && (seen.width() < TOO_SMALL || seen.height() < TOO_SMALL)) {
      return Optional.empty();
    }
    boolean ignored = object.ignored() || visibility < minVisibility;
    return Optional.of(new ObjectBox(seen, object.classIndex(), ignored));
  }

  /** This image with other objects. */
  DetectionSample withObjects(List<ObjectBox> others) {
    return new DetectionSample(name, channels, height, width, image, others);
  }
}

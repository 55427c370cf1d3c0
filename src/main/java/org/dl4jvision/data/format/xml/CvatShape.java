package org.dl4jvision.data.format.xml;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Shown;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;

/** Makes an object of the attributes of a shape in CVAT's XML. */
final class CvatShape {

  /** Shapes that cover pixels. */
  static final Set<String> WITH_AREA = Set.of("box", "polygon", "ellipse", "mask");

  /** Shapes, tags among them, that cover no pixels, or not in the plane of the image. */
  static final Set<String> WITHOUT_AREA = Set.of("points", "polyline", "cuboid", "skeleton", "tag");

  private static final int LARGEST = 1 << 20;

  private final XmlStream xml;
  private final Optional<ImageSize> image;

  /**
   * The element that was entered.
   *
   * @param image the stated size of its image
   */
  CvatShape(XmlStream xml, Optional<ImageSize> image) {
    this.xml = xml;
    this.image = image;
  }

  /**
   * Reads the attributes.
   *
   * @throws IllegalArgumentException that says what follows the label in a message
   */
  Annotation read(String label, String className) {
    if (xml.name().equals("box") && number("rotation", "0") == 0) {
      return Annotation.of(label, className, box(), Set.of());
    }
    Outline outline =
        switch (xml.name()) {
          case "box" -> rotated(box());
          case "polygon" -> polygon();
          case "ellipse" -> ellipse();
          default -> mask();
        };
    return Annotation.of(label, className, outline, Set.of());
  }

  private Box box() {
    return new Box(number("xtl"), number("ytl"), number("xbr"), number("ybr"));
  }

  private Outline rotated(Box box) {
    return Polygon.rotated(
        (box.left() + box.right()) / 2,
        (box.top() + box.bottom()) / 2,
        box.width(),
        box.height(),
        number("rotation"));
  }

  private Outline ellipse() {
    return Polygon.ellipse(
        number("cx"), number("cy"), number("rx"), number("ry"), number("rotation", "0"));
  }

  private Outline polygon() {
    String text = xml.attribute("points").orElse("");
    String[] points = text.split(";");
    double[] ring = new double[2 * points.length];
    try {
      for (int i = 0; i < points.length; i++) {
        String[] numbers = points[i].split(",");
        if (numbers.length != 2) {
          throw new NumberFormatException();
        }
        ring[2 * i] = Double.parseDouble(numbers[0]);
        ring[2 * i + 1] = Double.parseDouble(numbers[1]);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must have points as 'x,y;x,y;x,y', but has '" + Shown.of(text) + "'", e);
    }
    return new Polygon(ring);
  }

  private Outline mask() {
    int width = whole("width");
    int height = whole("height");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "has a mask of " + width + "x" + height + " pixels (width x height)");
    }
    return new RowRuns(image, whole("left"), whole("top"), new ImageSize(height, width), runs());
  }

  private int[] runs() {
    String text = xml.attribute("rle").orElse("");
    try {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must have whole numbers as rle, but has '" + Shown.of(text) + "'", e);
    }
  }

  private int whole(String attribute) {
    double value = number(attribute);
    if (value != Math.rint(value) || Math.abs(value) > LARGEST) {
      throw new IllegalArgumentException(
          "has no whole number of pixels as " + attribute + ": '" + value + "'");
    }
    return (int) value;
  }

  private double number(String attribute) {
    return number(attribute, "");
  }

  private double number(String attribute, String otherwise) {
    String text = xml.attribute(attribute).orElse(otherwise);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "has no number as " + attribute + ": '" + Shown.of(text) + "'", e);
    }
  }
}

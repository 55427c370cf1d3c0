package org.dl4jvision.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Shown;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.w3c.dom.Element;

/** An XML file in {@link VocFormat}. */
final class VocFile {

  private static final String ROOT = "annotation";

  /** The first element behind declarations and comments. */
  private static final Pattern FIRST =
      Pattern.compile("^(?:\\s+|<\\?.*?\\?>|<!--.*?-->)*+<([A-Za-z_:][\\w:.-]*)", Pattern.DOTALL);

  private final Path file;
  private final Element root;

  private VocFile(Path file, Element root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException one line, naming the file
   */
  static VocFile read(Path file) {
    return new VocFile(file, XmlFile.read(file, ROOT));
  }

  /** Whether text that begins so may be one of these, by its first element; damaged ones may. */
  static boolean mayBe(String head) {
    Matcher matcher = FIRST.matcher(head);
    return !matcher.find() || matcher.group(1).equals(ROOT);
  }

  /** The image that a file says it is of, by its beginning: other programs write very long ones. */
  static Optional<String> imageNamedIn(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      XMLStreamReader reader = XmlReaders.of(stream);
      boolean first = true;
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          String name = reader.getLocalName();
          if (name.equals("filename")) {
            return Optional.of(reader.getElementText().strip()).filter(one -> !one.isEmpty());
          }
          if (first && !name.equals(ROOT) || name.equals("object")) {
            return Optional.empty();
          }
          first = false;
        }
      }
    } catch (IOException | XMLStreamException e) {
      return Optional.empty(); // to be named when it is read as a whole
    }
    return Optional.empty();
  }

  /** The name of the image that it says it is of. */
  Optional<String> imageName() {
    return XmlFile.text(root, "filename").filter(name -> !name.isEmpty());
  }

  /**
   * What is wrong with the stated size, empty where it is the image's or unknown.
   *
   * @throws IllegalArgumentException if it is that of the image as it is stored
   */
  Optional<String> sizeProblem(ImageSize size, Path image) {
    ImageSize stated =
        XmlFile.child(root, "size")
            .map(element -> new ImageSize(length(element, "height"), length(element, "width")))
            .orElse(new ImageSize(0, 0));
    return StatedSize.problem(file + ": says the image", stated, image, size);
  }

  /** A length in pixels, 0 where none is stated. */
  private static int length(Element size, String tag) {
    try {
      return (int) Double.parseDouble(XmlFile.text(size, tag).orElse("0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The objects, as they stand in the file. */
  List<Annotation> objects() {
    List<Annotation> objects = new ArrayList<>();
    for (Element object : XmlFile.children(root, "object")) {
      String label = "object " + (objects.size() + 1);
      String name = XmlFile.text(object, "name").orElse("");
      if (name.isEmpty()) {
        throw error(label, "has no <name>");
      }
      label += " (" + name + ")";
      Optional<Box> box = box(object, label);
      Optional<Outline> outline = outline(object, label);
      if (box.isEmpty() && outline.isEmpty()) {
        throw error(label, "has no <bndbox> and no <polygon>");
      }
      String difficult = XmlFile.text(object, "difficult").orElse("0");
      objects.add(
          new Annotation(
              label,
              name,
              box,
              outline,
              difficult.equals("1") ? Set.of(Flag.DIFFICULT) : Set.of()));
    }
    return objects;
  }

  private Optional<Box> box(Element object, String label) {
    return XmlFile.child(object, "bndbox")
        .map(
            box ->
                new Box(
                    number(box, "xmin", label),
                    number(box, "ymin", label),
                    number(box, "xmax", label),
                    number(box, "ymax", label)));
  }

  private Optional<Outline> outline(Element object, String label) {
    return XmlFile.child(object, "polygon")
        .map(polygon -> new Polygon(points(polygon, label)))
        .or(() -> XmlFile.child(object, "robndbox").map(box -> rotated(box, label)))
        .map(Outline.class::cast);
  }

  /** The points, written as pt with x and y as LabelMe does, or as x1, y1, x2 and so on. */
  private double[] points(Element polygon, String label) {
    List<Element> points = XmlFile.children(polygon, "pt");
    double[] result =
        points.isEmpty()
            ? IntStream.iterate(1, i -> XmlFile.child(polygon, "x" + i).isPresent(), i -> i + 1)
                .boxed()
                .flatMapToDouble(
                    i ->
                        DoubleStream.of(
                            number(polygon, "x" + i, label), number(polygon, "y" + i, label)))
                .toArray()
            : points.stream()
                .flatMapToDouble(
                    point -> DoubleStream.of(number(point, "x", label), number(point, "y", label)))
                .toArray();
    if (result.length < 6) {
      throw error(
          label, "has a <polygon> of " + result.length / 2 + " points, must have 3 or more");
    }
    return result;
  }

  /** A rotated box as roLabelImg writes it, the angle in radians. */
  private Polygon rotated(Element box, String label) {
    return Polygon.rotated(
        number(box, "cx", label),
        number(box, "cy", label),
        number(box, "w", label),
        number(box, "h", label),
        Math.toDegrees(number(box, "angle", label)));
  }

  private double number(Element parent, String tag, String label) {
    String value = XmlFile.text(parent, tag).orElse("");
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw error(label, "has no number as <" + tag + ">: '" + Shown.of(value) + "'");
    }
  }

  private IllegalArgumentException error(String label, String problem) {
    return new IllegalArgumentException(file + ": " + label + " " + problem);
  }
}

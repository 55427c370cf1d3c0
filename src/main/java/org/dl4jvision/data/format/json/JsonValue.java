package org.dl4jvision.data.format.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Shown;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.format.CocoOutline;
import org.dl4jvision.io.coco.CocoSegmentation;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.MissingNode;

/**
 * A value of a JSON file that knows where it stands, such as {@code shapes[3].points}: whatever is
 * asked of it and is not there, or of another kind, is an error of one line that names both.
 */
final class JsonValue {

  /** What is said of a size that is not stated. */
  static final ImageSize NO_SIZE = new ImageSize(0, 0);

  private final Path file;
  private final JsonValue parent;
  private final Object key;
  private final JsonNode node;

  /**
   * A value.
   *
   * @param parent that it stands in, null for the file itself
   * @param key its name or its number in there; of the file itself null, or the place in a file of
   *     another kind
   */
  JsonValue(Path file, JsonValue parent, Object key, JsonNode node) {
    this.file = file;
    this.parent = parent;
    this.key = key;
    this.node = node;
  }

  /** The file. */
  Path file() {
    return file;
  }

  /** Where it stands in the file; empty for the file itself. Numbers count from 0, as in JSON. */
  String path() {
    if (parent == null) {
      return key == null ? "" : key.toString();
    }
    String above = parent.path() + (parent.parent == null && parent.key != null ? ":" : "");
    if (key instanceof Integer) {
      return above + "[" + key + "]";
    }
    String name = key.toString();
    return name.matches("[A-Za-z_$][A-Za-z0-9_$-]*")
        ? above + (above.isEmpty() ? "" : above.endsWith(":") ? " " : ".") + name
        : above + "['" + Shown.of(name) + "']";
  }

  /** File and path, for messages. */
  String place() {
    return file + ": " + path();
  }

  /** Its name in the object that it stands in. */
  String name() {
    return String.valueOf(key);
  }

  /** The value of this name; one that {@linkplain #isMissing is missing} where there is none. */
  JsonValue get(String name) {
    JsonNode value = node.get(name);
    return new JsonValue(file, this, name, value == null ? MissingNode.getInstance() : value);
  }

  /** Whether it is an object that has a value of this name, which may be null. */
  boolean has(String name) {
    return node.has(name);
  }

  /** Whether there is no such value, or it is null. */
  boolean isMissing() {
    return node.isMissingNode() || node.isNull();
  }

  boolean isObject() {
    return node.isObject();
  }

  boolean isList() {
    return node.isArray();
  }

  boolean isText() {
    return node.isTextual();
  }

  boolean isNumber() {
    return node.isNumber();
  }

  /** Whether it is true, 1, or such a text. */
  boolean isTrue() {
    return node.isNumber() ? node.doubleValue() == 1 : node.asText().matches("(?i)true|yes|1");
  }

  /** The values of a list. */
  List<JsonValue> list() {
    require(isList(), "a list");
    List<JsonValue> values = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      values.add(new JsonValue(file, this, i, node.get(i)));
    }
    return values;
  }

  /** The values of a list; none where it is missing. */
  List<JsonValue> listOrEmpty() {
    return isMissing() ? List.of() : list();
  }

  /** The values of an object. */
  List<JsonValue> fields() {
    require(isObject(), "an object");
    List<JsonValue> values = new ArrayList<>(node.size());
    node.fieldNames().forEachRemaining(name -> values.add(get(name)));
    return values;
  }

  /** A text that is not blank, without space around it. */
  String text() {
    require(isText() && !node.textValue().isBlank(), "a text that is not empty");
    return node.textValue().strip();
  }

  /** A text; empty where there is none, or nothing in it, or it is something else. */
  Optional<String> optionalText() {
    return Optional.ofNullable(node.textValue()).map(String::strip).filter(one -> !one.isEmpty());
  }

  /** A number, a text or a truth value as text. */
  String scalar() {
    require(node.isValueNode() && !isMissing(), "a text or a number");
    return node.asText().strip();
  }

  /** A number; it may be NaN or infinite. */
  double number() {
    require(node.isNumber(), "a number");
    return node.doubleValue();
  }

  /** A number, or what it is where it is missing. */
  double number(double otherwise) {
    return isMissing() ? otherwise : number();
  }

  /** A whole number within the range of int. */
  int integer() {
    require(
        node.isNumber()
            && node.doubleValue() == Math.rint(node.doubleValue())
            && Math.abs(node.doubleValue()) <= Integer.MAX_VALUE,
        "a whole number");
    return (int) node.doubleValue();
  }

  /** A list of numbers. */
  double[] numbers() {
    require(isList(), "a list of numbers");
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = node.get(i);
      numbers[i] =
          number.isNumber()
              ? number.doubleValue()
              : new JsonValue(file, this, i, number).number(); // which names it
    }
    return numbers;
  }

  /** A list of so many numbers. */
  double[] numbers(int count) {
    double[] numbers = numbers();
    require(numbers.length == count, "a list of " + count + " numbers");
    return numbers;
  }

  /** A box as a list of its left and upper edge, its width and its height. */
  Box cornerAndSize() {
    double[] box = numbers(4);
    return new Box(box[0], box[1], box[0] + box[2], box[1] + box[3]);
  }

  /** A list of points, {@code [x, y]} or {@code {"x": .., "y": ..}} each, as x and y in turn. */
  double[] points() {
    require(isList(), "a list of points");
    double[] points = new double[2 * node.size()];
    for (int i = 0; i < node.size(); i++) {
      JsonNode point = node.get(i);
      JsonNode x = point.isArray() ? point.get(0) : point.get("x");
      JsonNode y = point.isArray() ? point.get(1) : point.get("y");
      if (x == null || y == null || !x.isNumber() || !y.isNumber()) {
        throw new JsonValue(file, this, i, point).mustBe("a point of two numbers");
      }
      points[2 * i] = x.doubleValue();
      points[2 * i + 1] = y.doubleValue();
    }
    return points;
  }

  /** Polygons or run lengths as COCO has them; empty where nothing is said. */
  Optional<Outline> cocoOutline() {
    try (JsonParser parser = node.traverse()) {
      parser.nextToken();
      CocoSegmentation segmentation = isMissing() ? null : CocoSegmentation.read(parser);
      return CocoOutline.of(segmentation, place());
    } catch (IOException e) {
      throw mustBe("polygons or run lengths");
    }
  }

  /** A size that is stated; 0x0 where it is not. */
  static ImageSize size(JsonValue height, JsonValue width) {
    boolean known = height.isNumber() && width.isNumber();
    return known ? new ImageSize(height.integer(), width.integer()) : NO_SIZE;
  }

  private void require(boolean ok, String kind) {
    if (!ok) {
      throw mustBe(kind);
    }
  }

  private IllegalArgumentException mustBe(String kind) {
    if (node.isMissingNode() && parent != null) {
      if (!parent.isObject()) {
        return parent.mustBe("an object");
      }
      return parent.error("has no '" + key + "'");
    }
    return error("must be " + kind + ", but is " + Shown.of(node.toString()));
  }

  /** An error of one line: file, place and what is wrong with it. */
  IllegalArgumentException error(String problem) {
    String path = path();
    return new IllegalArgumentException(file + ": " + (path.isEmpty() ? "" : path + " ") + problem);
  }
}

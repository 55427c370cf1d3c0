package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class DatumaroFormatTest extends BaseJsonListFormatTestCase {

  @Override
  protected String name() {
    return "datumaro";
  }

  @Override
  protected String annotationOfA() {
    return "annotations/train.json";
  }

  @Override
  protected String imageA() {
    return "images/train/a.png";
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    json(folder, annotationOfA(), file(item("a", object(7, BOX)), item("b", object(1, BOX))));
    return true;
  }

  @Override
  protected String messageOfUnknownClass() {
    return "items[0].annotations[0].label_id is 7, but there are 2 labels, from 0";
  }

  private static String object(int label, Box box) {
    return "'type': 'bbox', 'label_id': %d, 'bbox': [%s, %s, %s, %s]"
        .formatted(label, box.left(), box.top(), box.width(), box.height());
  }

  @Override
  protected void write(DetectionFolder folder, String split, List<String> names, Box box) {
    names.forEach(name -> folder.image("images/" + split + "/" + name + ".png"));
    String object = object(1, box);
    json(
        folder,
        "annotations/" + split + ".json",
        file(names.stream().map(name -> item(name, object)).toArray(String[]::new)));
  }

  private static String file(String... items) {
    return ("{'dm_format_version': '1.0', 'infos': {}, 'categories': {'label': {'labels': [{'name':"
            + " 'cat', 'parent': '', 'attributes': []}, {'name': 'dog'}]}}, 'items': [%s]}")
        .formatted(String.join(", ", items));
  }

  private static String item(String name, String... annotations) {
    return "{'id': '%s', 'annotations': [%s], 'image': {'path': '%s.png', 'size': [30, 40]}}"
        .formatted(
            name,
            List.of(annotations).stream()
                .map(fields -> "{'id': 0, 'attributes': {}, " + fields + "}")
                .collect(Collectors.joining(", ")),
            name);
  }

  private Annotations readItem(String... annotations) {
    DetectionFolder folder = folder().image("images/default/x/a.png");
    return read(json(folder, "annotations/default.json", file(item("x/a", annotations))));
  }

  @Test
  void annotationsOfOneGroupAreOneObject() {
    String polygon = "'type': 'polygon', 'label_id': 0, 'points': [1, 1, 5, 1, 5, %d], 'group': %d";
    String box = "'type': 'bbox', 'label_id': 0, 'bbox': [1, 1, 4, 8], 'group': %d";
    List<Annotation> objects =
        readItem(
                polygon.formatted(5, 1),
                polygon.formatted(9, 1),
                box.formatted(1),
                polygon.formatted(5, 0),
                box.formatted(2),
                box.formatted(2))
            .images()
            .get(0)
            .objects();
    assertEquals(
        List.of(0, 3, 4, 5).stream().map(i -> "items[0].annotations[" + i + "] (cat)").toList(),
        objects.stream().map(Annotation::label).toList());
    assertEquals(Optional.of(new Box(1, 1, 5, 9)), objects.get(0).box());
    assertEquals(new Box(1, 1, 5, 9), objects.get(0).outline().orElseThrow().bounds());
  }

  @Test
  void readsMasksEllipsesAndTurnedBoxes() {
    List<Annotation> objects =
        readItem(
                "'type': 'mask', 'label_id': 1, 'rle': {'counts': '0`U1', 'size': [30, 40]},"
                    + " 'attributes': {'is_crowd': true}",
                "'type': 'ellipse', 'label_id': 1, 'points': [2, 4, 12, 10]",
                "'type': 'bbox', 'label_id': 1, 'bbox': [10, 10, 8, 4],"
                    + " 'attributes': {'rotation': 90, 'difficult': true}",
                "'type': 'caption', 'caption': 'hello'",
                "'type': 'label', 'label_id': 1")
            .images()
            .get(0)
            .objects();
    assertEquals(1200, objects.get(0).outline().orElseThrow().region(new ImageSize(30, 40)).area());
    assertEquals(Set.of(Flag.CROWD), objects.get(0).flags());
    assertEquals(Optional.of(Outline.Polygon.ellipse(7, 7, 5, 3)), objects.get(1).outline());
    Box turned = objects.get(2).box().orElseThrow();
    assertEquals(12, turned.left(), 1e-9);
    assertEquals(8, turned.top(), 1e-9);
    assertEquals(Set.of(Flag.DIFFICULT), objects.get(2).flags());
    assertEquals(3, objects.size());
  }

  @Test
  void leavesOutWhatIsNoObject() {
    Annotations annotations =
        readItem(
            "'type': 'points', 'label_id': 1, 'points': [1, 2]",
            "'type': 'bbox', 'label_id': null, 'bbox': [1, 2, 3, 4]",
            "'type': 'polygon', 'label_id': 1, 'points': [1, 2]");
    assertEquals(Optional.of(List.of("cat", "dog")), annotations.classNames());
    assertEquals(List.of(), annotations.images().get(0).objects());
    String start = folder().root().resolve("annotations/default.json") + ": items[0].annotations";
    assertEquals(
        List.of(
            "1 points, lines and other annotations have no area and are left out, the first is "
                + start
                + "[0]",
            "1 annotations have no label and are left out, the first is " + start + "[1]",
            "1 polygons have fewer than 3 points and are left out, the first is " + start + "[2]"),
        annotations.warnings());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    String start = "annotations/default.json: items[0].annotations[0]";
    assertEquals(
        start
            + ".label_id is 2, but there are 2 labels, from 0\n"
            + start
            + ".bbox must be a list of 4 numbers, but is [1]\n"
            + start
            + " has no 'type'\n"
            + start
            + ".points must be x and y of each point, but has 1 numbers\n"
            + "annotations/default.json: items[0].image.path is 'default/z.png', which is not in "
            + folder().root()
            + "\n",
        refusals(
            folder().image("images/a.png"),
            "annotations/default.json",
            file(item("a", "'type': 'bbox', 'label_id': 2")),
            file(item("a", "'type': 'bbox', 'label_id': 1, 'bbox': [1]")),
            file(item("a", "'label_id': 1")),
            file(item("a", "'type': 'polygon', 'label_id': 1, 'points': [1]")),
            file(item("z"))));
  }
}

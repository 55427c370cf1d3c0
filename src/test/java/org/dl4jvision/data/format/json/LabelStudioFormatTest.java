package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class LabelStudioFormatTest extends BaseJsonListFormatTestCase {

  @Override
  protected String name() {
    return "label-studio";
  }

  @Override
  protected String annotationOfA() {
    return "train.json";
  }

  @Override
  protected String imageA() {
    return "images/a.png";
  }

  @Override
  protected void write(DetectionFolder folder, String split, List<String> names, Box box) {
    names.forEach(name -> folder.image("images/" + name + ".png"));
    int[] id = {0};
    String value =
        "'x': %s, 'y': %s, 'width': %s, 'height': %s, 'rotation': 0, 'rectanglelabels': ['dog']"
            .formatted(box.left() / 0.4, box.top() / 0.3, box.width() / 0.4, box.height() / 0.3);
    json(
        folder,
        split + ".json",
        names.stream()
            .map(
                name ->
                    task(
                        id[0]++,
                        "/data/upload/1/0123abcd-" + name + ".png",
                        annotation("", result("r", "rectanglelabels", value))))
            .collect(Collectors.joining(", ", "[", "]")));
  }

  private static String task(int id, String image, String... annotations) {
    return "{'id': %d, 'annotations': [%s], 'data': {'text': 'x', 'photo': '%s'}, 'predictions': []}"
        .formatted(id, String.join(", ", annotations), image);
  }

  private static String annotation(String fields, String... results) {
    return "{%s'result': [%s]}".formatted(fields, String.join(", ", results));
  }

  private static String result(String id, String type, String value) {
    return ("{'id': '%s', 'type': '%s', 'value': {%s}, 'original_width': 40, 'original_height': 30,"
            + " 'image_rotation': 0, 'from_name': 'label', 'to_name': 'image'}")
        .formatted(id, type, value);
  }

  private Annotations readTasks(String... tasks) {
    return read(json(folder().image("a.png"), "p.json", "[" + String.join(", ", tasks) + "]"));
  }

  private List<Annotation> objects(String... results) {
    return readTasks(task(1, "a.png", annotation("", results))).images().get(0).objects();
  }

  @Test
  void readsShapesInPercent() {
    List<Annotation> objects =
        objects(
            result(
                "1",
                "polygonlabels",
                "'points': [[0, 0], [50, 0], [50, 100]], 'closed': true, 'polygonlabels': ['p']"),
            result(
                "2",
                "ellipselabels",
                "'x': 50, 'y': 50, 'radiusX': 25, 'radiusY': 20, 'rotation': 0, 'ellipselabels':"
                    + " ['e']"),
            result(
                "3",
                "rectanglelabels",
                "'x': 50, 'y': 10, 'width': 25, 'height': 20, 'rotation': 90, 'rectanglelabels':"
                    + " ['r']"));
    assertEquals(
        List.of(
            "[0].annotations[0].result[0] (p)",
            "[0].annotations[0].result[1] (e)",
            "[0].annotations[0].result[2] (r)"),
        objects.stream().map(Annotation::label).toList());
    assertEquals(
        Optional.of(new Outline.Polygon(new double[] {0, 0, 20, 0, 20, 30})),
        objects.get(0).outline());
    assertEquals(Optional.of(Outline.Polygon.ellipse(20, 15, 10, 6)), objects.get(1).outline());
    // 10 wide and 6 high, turned around the corner at 20, 3 by a right angle: it now lies to the
    // left.
    Box turned = objects.get(2).box().orElseThrow();
    assertEquals(14, turned.left(), 1e-9);
    assertEquals(3, turned.top(), 1e-9);
    assertEquals(20, turned.right(), 1e-9);
    assertEquals(13, turned.bottom(), 1e-9);
    assertEquals(Optional.empty(), objects.get(2).outline());
  }

  @Test
  void resultsOfOneIdAreOneRegion() {
    String place = "'x': 0, 'y': 0, 'width': 50, 'height': 50, 'rotation': 0";
    List<Annotation> objects =
        objects(
            result("1", "rectangle", place),
            result("1", "textarea", place + ", 'text': ['hello']"),
            result("1", "labels", place + ", 'labels': ['word']"),
            "{'id': '2', 'type': 'choices', 'value': {'choices': ['good']}}");
    assertEquals(List.of("word"), objects.stream().map(Annotation::className).toList());
    assertEquals(Optional.of(new Box(0, 0, 20, 15)), objects.get(0).box());
  }

  @Test
  void readsBrushes() {
    boolean[][] pixels = new boolean[30][40];
    pixels[3][7] = true;
    pixels[3][8] = true;
    pixels[4][39] = true;
    pixels[5][0] = true;
    String rle =
        IntStream.of(Brushes.pack(pixels))
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(","));
    Outline outline =
        objects(
                result(
                    "1",
                    "brushlabels",
                    "'format': 'rle', 'rle': [" + rle + "], 'brushlabels': ['b']"))
            .get(0)
            .outline()
            .orElseThrow();
    assertEquals("7,3 8,3 39,4 0,5", Pngs.pixels(outline, new ImageSize(30, 40)));
    assertEquals(new Box(0, 3, 40, 6), outline.bounds());
    assertEquals(Optional.of(new ImageSize(30, 40)), outline.statedSize());
    assertEquals("7,3 8,3", Pngs.pixels(outline, new ImageSize(4, 40)));
  }

  @Test
  void readsJsonMin() {
    DetectionFolder folder = folder().image("x/0a1b2c3d-a.png").image("x/b c.png");
    json(
        folder,
        "min.json",
        "[{'image': '/data/upload/1/0a1b2c3d-a.png', 'id': 1, 'label': [{'x': 50, 'y': 10, 'width':"
            + " 25, 'height': 20, 'rotation': 0, 'rectanglelabels': ['r', 's'], 'original_width':"
            + " 40, 'original_height': 30}], 'choice': 'good', 'annotator': 1, 'updated_at':"
            + " '2024-02'}, {'image': '/data/upload/1/0a1b2c3d-a.png', 'id': 1, 'label': [],"
            + " 'updated_at': '2024-01'}, {'image': '/data/local-files/?d=set%2Fx%2Fb%20c.png',"
            + " 'id': 2, 'kp': [{'x': 1, 'y': 2, 'width': 0.3, 'keypointlabels': ['k']}]}]");
    Annotations annotations = read(folder);
    assertEquals(
        List.of("0a1b2c3d-a", "b c"),
        annotations.images().stream().map(AnnotatedImage::name).toList());
    assertEquals(
        List.of("[0].label[0] (r)"),
        annotations.images().get(0).objects().stream().map(Annotation::label).toList());
    String file = folder.root().resolve("min.json") + ": ";
    assertEquals(
        List.of(
            "1 images have several annotations, of which the one marked as ground truth counts,"
                + " else the latest; the first is "
                + file
                + "[1].image",
            "1 regions have several labels, of which the first counts, as " + file + "[0].label[0]",
            "1 keypoints have no area and are left out, the first is " + file + "[2].kp[0]"),
        annotations.warnings());
  }

  @Test
  void oneAnnotationOfSeveralCounts() {
    String named = "'x': 0, 'y': 0, 'width': 50, 'height': 50, 'rectanglelabels': ['%s']";
    String old = result("1", "rectanglelabels", named.formatted("old"));
    String recent = result("1", "rectanglelabels", named.formatted("new"));
    String truth = result("1", "rectanglelabels", named.formatted("true"));
    String bad = result("1", "rectanglelabels", named.formatted("bad"));
    String first = annotation("'updated_at': '2024-01-01', ", old);
    String second = annotation("'updated_at': '2024-02-01', ", recent);
    String third = annotation("'updated_at': '2023-02-01', 'ground_truth': true, ", truth);
    String fourth = annotation("'was_cancelled': true, 'updated_at': '2025-02-01', ", bad);
    assertEquals("new", classOf(second, first, fourth));
    assertEquals("true", classOf(first, third, second, fourth));
    assertEquals("old", classOf(first, fourth));
  }

  private String classOf(String... annotations) {
    return readTasks(task(1, "a.png", annotations)).images().get(0).objects().get(0).className();
  }

  @Test
  void skippedAndUnlabeledAreLeftOut() {
    DetectionFolder folder = folder().image("a.png").image("b.png").image("c.png");
    String shape = result("1", "rectangle", "'x': 0, 'y': 0, 'width': 50, 'height': 50");
    json(
        folder,
        "p.json",
        "["
            + String.join(
                ", ",
                task(1, "a.png", annotation("", shape)),
                task(2, "b.png", annotation("'was_cancelled': true, ", shape)),
                task(3, "https://x.org/c.png?token=1&x=2.jpg"))
            + "]");
    String file = folder.root().resolve("p.json") + ": ";
    Annotations annotations = read(folder);
    assertEquals(List.of("a"), annotations.images().stream().map(AnnotatedImage::name).toList());
    assertEquals(List.of(), annotations.images().get(0).objects());
    assertEquals(
        List.of(
            "2 images are not annotated, or were skipped, and are left out, the first is "
                + file
                + "[1].data.photo",
            "1 regions have no label and are left out, the first is "
                + file
                + "[0].annotations[0].result[0]",
            "2 images have no annotations and are left out, the first is "
                + folder.root().resolve("b.png")),
        annotations.warnings());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    String start = "p.json: [0].annotations[0].result[0]";
    String rectangle = "'x': 0, 'y': 0, 'width': 50, 'height': 50, 'rectanglelabels': ['a']";
    assertEquals(
        start
            + ".value.y must be a number, but is null\n"
            + start
            + ".value.points[0] must be a point of two numbers, but is [1]\n"
            + start
            + ".image_rotation is not 0: turn the image itself, or turn it back in Label Studio,"
            + " and label it\n"
            + start
            + ".value.rle must be numbers from 0 to 255, but has -1.0\n"
            + start
            + ".value.rle is cut off\n"
            + start
            + ".value.rle has 7 values, but an image of 30x40 has 4800\n"
            + "p.json: [0].data names no image\n"
            + "p.json: [0].data.photo is 'z.png', which is not in "
            + folder().root()
            + "\n",
        refusals(
            folder().image("a.png"),
            "p.json",
            one(result("1", "rectanglelabels", rectangle.replace("'y': 0", "'y': null"))),
            one(result("1", "polygonlabels", "'points': [[1]], 'polygonlabels': ['a']")),
            one(result("1", "rectanglelabels", rectangle).replace("rotation': 0", "rotation': 90")),
            one(result("1", "brushlabels", "'rle': [-1], 'brushlabels': ['a']")),
            one(result("1", "brushlabels", "'rle': [1], 'brushlabels': ['a']")),
            one(result("1", "brushlabels", "'rle': [0, 0, 0, 7, 1], 'brushlabels': ['a']")),
            "[" + task(1, "no image", annotation("")) + "]",
            "[" + task(1, "z.png", annotation("")) + "]"));
  }

  private static String one(String result) {
    return "[" + task(1, "a.png", annotation("", result)) + "]";
  }
}

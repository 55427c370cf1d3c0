package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class BddFormatTest extends BaseJsonListFormatTestCase {

  @Override
  protected String name() {
    return "bdd100k";
  }

  @Override
  protected String annotationOfA() {
    return "labels/det_20/det_train.json";
  }

  @Override
  protected String imageA() {
    return "images/100k/train/a.png";
  }

  @Override
  protected void write(DetectionFolder folder, String split, List<String> names, Box box) {
    names.forEach(name -> folder.image("images/100k/" + split + "/" + name + ".png"));
    String label =
        "{'id': '1', 'category': 'dog', 'attributes': {'occluded': false}, 'box2d': {'x1': %s,"
                .formatted(box.left())
            + " 'y1': %s, 'x2': %s, 'y2': %s}}".formatted(box.top(), box.right(), box.bottom());
    json(
        folder,
        "labels/det_20/det_" + split + ".json",
        names.stream()
            .map(name -> "{'name': '%s.png', 'labels': [%s]}".formatted(name, label))
            .collect(Collectors.joining(", ", "[", "]")));
  }

  private static String frame(String... labels) {
    return "{'name': 'a.png', 'labels': [" + String.join(", ", labels) + "]}";
  }

  private List<Annotation> objects(String... labels) {
    return read(json(folder().image("a.png"), "l.json", "[" + frame(labels) + "]"))
        .images()
        .get(0)
        .objects();
  }

  @Test
  void polygonsAreAreas() {
    List<Annotation> objects =
        objects(
            "{'category': 'a', 'poly2d': [{'vertices': [[0, 0], [4, 0], [4, 4]], 'types': 'LLL',"
                + " 'closed': true}, {'vertices': [[5, 0], [9, 0], [9, 4]], 'closed': true}],"
                + " 'attributes': {'crowd': true}}",
            "{'category': 'b', 'poly2d': [[0, 0, 'L'], [4, 0, 'L'], [4, 4, 'L']],"
                + " 'attributes': {'ignored': true}}",
            "{'category': 'c', 'rle': {'counts': '0`U1', 'size': [30, 40]}}");
    assertEquals(new Box(0, 0, 9, 4), objects.get(0).outline().orElseThrow().bounds());
    assertEquals(Set.of(Flag.CROWD), objects.get(0).flags());
    assertEquals(
        Optional.of(new Outline.Polygon(new double[] {0, 0, 4, 0, 4, 4})),
        objects.get(1).outline());
    assertEquals(Set.of(Flag.IGNORED), objects.get(1).flags());
    assertEquals(1200, objects.get(2).outline().orElseThrow().region(new ImageSize(30, 40)).area());
  }

  @Test
  void curvesAreFollowed() {
    // A half circle over (10, 20), whose control points are 4/3 of the radius above its ends.
    Outline outline =
        objects(
                "{'category': 'a', 'poly2d': [{'vertices': [[0, 20], [0, 6.667], [20, 6.667], [20,"
                    + " 20]], 'types': 'LCCL', 'closed': true}]}")
            .get(0)
            .outline()
            .orElseThrow();
    assertEquals(10, outline.bounds().top(), 0.1);
    assertEquals(157, outline.region(new ImageSize(30, 40)).area(), 10);
  }

  @Test
  void linesAreLeftOut() {
    Annotations annotations =
        read(
            json(
                folder().image("a.png"),
                "l.json",
                "["
                    + frame(
                        "{'category': 'lane', 'poly2d': [{'vertices': [[0, 0], [4, 0], [4, 4]],"
                            + " 'closed': false}]}")
                    + "]"));
    assertEquals(List.of(), annotations.images().get(0).objects());
    assertEquals(
        List.of(
            "1 labels have neither a box nor an area, as lanes have not, and are left out, the"
                + " first is "
                + folder().root().resolve("l.json")
                + ": [0].labels[0]"),
        annotations.warnings());
  }

  @Test
  void readsAFileAnImageAndScalabelsExport() {
    DetectionFolder folder = folder().image("images/train/a-1.png").image("images/val/b-2.png");
    String box = "{'category': 'a', 'box2d': {'x1': 1, 'y1': 2, 'x2': 3, 'y2': 4}}";
    String single = "{'name': '%s', 'frames': [{'timestamp': 1, 'objects': [%s]}]}";
    json(folder, "labels/train/a-1.json", single.formatted("a-1", box));
    json(folder, "labels/val/b-2.json", single.formatted("b-2", ""));
    List<AnnotatedImage> images = read(folder).images();
    assertEquals(
        List.of(Split.TRAIN, Split.VALIDATION),
        images.stream().map(image -> image.split().orElseThrow()).toList());
    assertEquals("frames[0].objects[0] (a)", images.get(0).objects().get(0).label());

    DetectionFolder scalabel = new DetectionFolder(base.resolve("scalabel")).image("a.png");
    json(
        scalabel,
        "export.json",
        "{'frames': [{'name': 'a.png', 'labels': [" + box + "]}], 'config': {'categories': []}}");
    assertEquals(
        Optional.of(new Box(1, 2, 3, 4)), read(scalabel).images().get(0).objects().get(0).box());
  }

  @Test
  void otherFilesWithANameAreLeftOut() {
    DetectionFolder folder = folder().image("a.png").image("b.png").image("c.png");
    String box = "{'category': 'a', 'box2d': {'x1': 1, 'y1': 2, 'x2': 3, 'y2': 4}}";
    json(folder, "a.json", "{'name': 'a', 'frames': [{'objects': [" + box + "]}]}");
    json(folder, "b.json", "{'name': 'b.png', 'labels': [" + box + "]}");
    json(folder, "package.json", "{'name': 'c', 'labels': ['x'], 'frames': [1]}");
    Annotations annotations = read(folder);
    assertEquals(
        List.of("a", "b"), annotations.images().stream().map(AnnotatedImage::name).toList());
    assertEquals(
        List.of(
            "1 files say nothing of this format and are left out, the first is "
                + folder.root().resolve("package.json"),
            "1 images have no annotations and are left out, the first is "
                + folder.root().resolve("c.png")),
        annotations.warnings());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    String start = "l.json: [0].labels[0]";
    assertEquals(
        start
            + " has no 'category'\n"
            + start
            + ".box2d has no 'y2'\n"
            + start
            + ".poly2d[0] has no 'vertices'\n"
            + start
            + ".poly2d[0] must be a point of two numbers, but is [1]\n"
            + "l.json: [0].name is 'z', which is not in "
            + folder().root()
            + "\n",
        refusals(
            folder().image("a.png"),
            "l.json",
            "[" + frame("{'box2d': {'x1': 1, 'y1': 2, 'x2': 3, 'y2': 4}}") + "]",
            "[" + frame("{'category': 'a', 'box2d': {'x1': 1, 'y1': 2, 'x2': 3}}") + "]",
            "[" + frame("{'category': 'a', 'poly2d': [{}]}") + "]",
            "[" + frame("{'category': 'a', 'poly2d': [[1]]}") + "]",
            "[{'name': 'z', 'labels': null}]"));
  }
}

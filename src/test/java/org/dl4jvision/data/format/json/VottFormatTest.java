package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class VottFormatTest extends BaseJsonListFormatTestCase {

  @Override
  protected String name() {
    return "vott";
  }

  @Override
  protected String annotationOfA() {
    return "train/x-export.json";
  }

  @Override
  protected String imageA() {
    return "train/a.png";
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, "train", List.of("a", "b"), "cat", BOX);
    write(folder, "val", List.of("c"), "cat", BOX);
    return true;
  }

  @Override
  protected void write(DetectionFolder folder, String split, List<String> names, Box box) {
    write(folder, split, names, "dog", box);
  }

  private static void write(
      DetectionFolder folder, String split, List<String> names, String tag, Box box) {
    names.forEach(name -> folder.image(split + "/" + name + ".png"));
    String region =
        region(
                "'type': 'RECTANGLE', 'tags': ['dog'], 'boundingBox': {'left': %s, 'top': %s,"
                    + " 'width': %s, 'height': %s}, 'points': []")
            .formatted(box.left(), box.top(), box.width(), box.height());
    int[] count = {0};
    json(
        folder,
        split + "/x-export.json",
        names.stream()
            .map(name -> "'%032d': %s".formatted(count[0]++, asset(name + ".png", 2, region)))
            .collect(
                Collectors.joining(
                    ", ",
                    "{'name': 'x', 'tags': [{'name': '%s', 'color': '#f00'}], 'assets': {"
                        .formatted(tag),
                    "}}")));
  }

  private static String region(String fields) {
    return "{'id': '0', " + fields + "}";
  }

  private static String asset(String name, int state, String... regions) {
    return ("{'asset': {'format': 'png', 'id': '1', 'name': '%s', 'path': 'file:/C:/x/%s',"
            + " 'size': {'width': 40, 'height': 30}, 'state': %d, 'type': 1}, 'regions': [%s],"
            + " 'version': '2.2.0'}")
        .formatted(name, name, state, String.join(", ", regions));
  }

  private static final String BOX_OF_REGION =
      "'boundingBox': {'left': 1, 'top': 2, 'width': 3, 'height': 4}";

  @Test
  void readsTheAssetsOfAProject() {
    DetectionFolder folder = folder().image("a.png").image("b.png").image("c.png");
    json(
        folder,
        "1-asset.json",
        asset(
            "a.png",
            2,
            region("'type': 'RECTANGLE', 'tags': ['cat', 'dog'], " + BOX_OF_REGION),
            region(
                "'type': 'POLYGON', 'tags': ['cat'], 'points': [{'x': 1, 'y': 1}, {'x': 5, 'y': 1},"
                    + " {'x': 5, 'y': 4}], "
                    + BOX_OF_REGION),
            region("'type': 'POLYLINE', 'tags': ['cat'], 'points': []"),
            region("'type': 'RECTANGLE', 'tags': [], " + BOX_OF_REGION)));
    json(folder, "2-asset.json", asset("b.png", 1));
    json(folder, "3-asset.json", asset("c.png", 0));

    Annotations annotations = read(folder);
    List<Annotation> objects = annotations.images().get(0).objects();

    assertEquals(
        List.of("regions[0] (cat)", "regions[0] (dog)", "regions[1] (cat)"),
        objects.stream().map(Annotation::label).toList());
    assertEquals(Optional.of(new Box(1, 2, 4, 6)), objects.get(1).box());
    assertEquals(
        Optional.of(new Outline.Polygon(new double[] {1, 1, 5, 1, 5, 4})),
        objects.get(2).outline());
    assertEquals(2, annotations.images().size());
    assertEquals(List.of(), annotations.images().get(1).objects());
    String root = folder.root() + "/";
    assertEquals(
        List.of(
            "1 points and lines have no area and are left out, the first is "
                + root
                + "1-asset.json: regions[2]",
            "1 regions have no tag and are left out, the first is "
                + root
                + "1-asset.json: regions[3]",
            "1 images were not visited and are left out, the first is "
                + root
                + "3-asset.json: asset",
            "1 images have no annotations and are left out, the first is " + root + "c.png"),
        annotations.warnings());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    String export = "{'assets': {'1': %s}}";
    assertEquals(
        "a.json: assets['1'].regions[0].tags[0] must be a text that is not empty, but is 1\n"
            + "a.json: assets['1'].regions[0] has no 'boundingBox'\n"
            + "a.json: assets['1'].regions[0].points[0] must be a point of two numbers, but is"
            + " {\"x\":1}\n"
            + "a.json: assets['1'].asset.name is 'b.png', which is not in "
            + folder().root()
            + "\n",
        refusals(
            folder().image("a.png"),
            "a.json",
            export.formatted(asset("a.png", 2, region("'tags': [1], " + BOX_OF_REGION))),
            export.formatted(asset("a.png", 2, region("'tags': ['a']"))),
            export.formatted(
                asset(
                    "a.png", 2, region("'type': 'POLYGON', 'tags': ['a'], 'points': [{'x': 1}]"))),
            export.formatted(asset("b.png", 2))));
  }
}

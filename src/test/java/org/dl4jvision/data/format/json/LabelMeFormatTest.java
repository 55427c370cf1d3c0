package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.junit.jupiter.api.Test;

class LabelMeFormatTest extends BaseJsonFormatTestCase {

  @Override
  protected String name() {
    return "labelme";
  }

  @Override
  protected String annotationOfA() {
    return "train/a.json";
  }

  @Override
  protected String imageA() {
    return "train/a.png";
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    String shape =
        "{'label': 'dog', 'points': [[%s, %s], [%s, %s]], 'group_id': null,"
            + " 'shape_type': 'rectangle', 'flags': {}}";
    for (String name : List.of("train/a", "train/b", "val/c")) {
      folder.image(name + ".png");
      // Drawn from the lower left corner to the upper right one.
      file(folder, name, shape.formatted(box.left(), box.bottom(), box.right(), box.top()));
    }
  }

  private static DetectionFolder file(DetectionFolder folder, String name, String... shapes) {
    String image = name.substring(name.lastIndexOf('/') + 1) + ".png";
    return json(
        folder,
        name + ".json",
        ("{'version': '5.3.1', 'flags': {}, 'shapes': [%s], 'imagePath': '%s', 'imageData': null,"
                + "'imageHeight': 30, 'imageWidth': 40}")
            .formatted(String.join(", ", shapes), image));
  }

  private List<Annotation> objects(String... shapes) {
    return read(file(folder().image("a.png"), "a", shapes)).images().get(0).objects();
  }

  @Test
  void shapesBecomeOutlines() {
    List<Annotation> objects =
        objects(
            "{'label': 'a', 'points': [[1, 1], [5, 1], [5, 7]]}",
            "{'label': 'b', 'points': [[10, 10], [13, 14]], 'shape_type': 'circle'}",
            "{'label': 'c', 'points': [[9, 2], [3, 8]], 'shape_type': 'rectangle',"
                + " 'flags': {'difficult': true}}",
            "{'label': 'd', 'points': [[3, 2], [9, 2], [9, 8], [3, 8]], 'shape_type': 'rectangle',"
                + " 'flags': {'crowd': true}}",
            "{'label': 'e', 'flags': {'ignore': true}, 'points': [[3, 2], [9, 2], [9, 8]],"
                + " 'shape_type': 'rotation', 'direction': 1.5}");

    assertEquals(
        List.of("shapes[0] (a)", "shapes[1] (b)", "shapes[2] (c)", "shapes[3] (d)"),
        objects.stream().limit(4).map(Annotation::label).toList());
    assertEquals(
        Optional.of(new Outline.Polygon(new double[] {1, 1, 5, 1, 5, 7})),
        objects.get(0).outline());
    assertEquals(Optional.empty(), objects.get(0).box());
    assertEquals(Optional.of(new Box(5, 5, 15, 15)), objects.get(1).bounds());
    Box rectangle = new Box(3, 2, 9, 8);
    assertEquals(Optional.of(rectangle), objects.get(2).box());
    assertEquals(Optional.of(Outline.Polygon.of(rectangle)), objects.get(2).outline());
    assertEquals(Set.of(Flag.DIFFICULT), objects.get(2).flags());
    assertEquals(Optional.of(rectangle), objects.get(3).box());
    assertEquals(Set.of(Flag.CROWD), objects.get(3).flags());
    assertEquals(Set.of(Flag.IGNORED), objects.get(4).flags());
  }

  @Test
  void areasToIgnoreAreIgnoredForEveryClassAndNoneThemselves() {
    String shape = "{'label': '%s', 'points': [[1, 1], [5, 1], [5, 7]]}";
    DetectionFolder folder = folder().image("a.png").image("b.png");
    file(folder, "a", shape.formatted("__ignore__"));
    file(folder, "b", shape.formatted("dog"), shape.formatted("cat"));
    List<AnnotatedImage> images = read(folder).images();
    assertEquals(
        List.of("shapes[0] (__ignore__) cat [IGNORED]", "shapes[0] (__ignore__) dog [IGNORED]"),
        images.get(0).objects().stream()
            .map(object -> object.label() + " " + object.className() + " " + object.flags())
            .toList());
    assertEquals(Optional.of(new Box(1, 1, 5, 7)), images.get(0).objects().get(0).bounds());
    assertEquals(2, images.get(1).objects().size());

    FolderSegmentationDataset painted =
        FolderSegmentationDataset.builder(folder.root()).require().build();
    assertEquals(List.of("background", "cat", "dog"), painted.classNames());
  }

  @Test
  void shapesOfOneGroupAndLabelAreOneObject() {
    String shape = "{'label': '%s', 'points': [[%d, 1], [%<d, 5], [6, 5]], 'group_id': %s}";
    List<Annotation> objects =
        objects(
            shape.formatted("a", 1, "1"),
            shape.formatted("b", 2, "1"),
            shape.formatted("a", 9, "1"),
            shape.formatted("a", 3, "null"),
            shape.formatted("a", 4, "null"));

    assertEquals(
        List.of("shapes[0] (a)", "shapes[1] (b)", "shapes[3] (a)", "shapes[4] (a)"),
        objects.stream().map(Annotation::label).toList());
    assertEquals(Optional.of(new Box(1, 1, 9, 5)), objects.get(0).bounds());
  }

  @Test
  void masksStandWhereTheirFirstPointIs() {
    boolean[][] pixels = {{true, false, true}, {false, true, true}};
    for (boolean palette : List.of(true, false)) {
      String png = Base64.getEncoder().encodeToString(Pngs.of(pixels, palette));
      Outline mask =
          objects(
                  "{'label': 'a', 'points': [[7, 4], [9, 5]], 'shape_type': 'mask', 'mask': '%s'}"
                      .formatted(png))
              .get(0)
              .outline()
              .orElseThrow();
      assertEquals(new Box(7, 4, 10, 6), mask.bounds());
      assertEquals("7,4 9,4 8,5 9,5", Pngs.pixels(mask, new ImageSize(30, 40)));
      assertEquals("7,4", Pngs.pixels(mask, new ImageSize(5, 8)));
    }
  }

  @Test
  void leavesOutWhatHasNoAreaAndSaysSo() {
    Annotations annotations =
        read(
            file(
                folder().image("a.png"),
                "a",
                "{'label': 'a', 'points': [[1, 1]], 'shape_type': 'point'}",
                "{'label': 'b', 'points': [[1, 1], [2, 2]], 'shape_type': 'line'}",
                "{'label': 'c', 'points': [[1, 1], [2, 2]], 'shape_type': 'polygon'}",
                "{'label': 'd', 'points': [[1, 1]], 'shape_type': 'circle'}"));
    Path json = folder().root().resolve("a.json");
    assertEquals(List.of(), annotations.images().get(0).objects());
    assertEquals(
        List.of(
            "2 points and lines have no area and are left out, the first is "
                + json
                + ": shapes[0] (a)",
            "2 shapes have too few points and are left out, the first is "
                + json
                + ": shapes[2] (c)"),
        annotations.warnings());
  }

  @Test
  void findsImagesByStatedPathsOrItsOwnName() {
    DetectionFolder folder = folder().image("images/a.png").image("b.png").image("images/c.png");
    String text = "{'shapes': [], 'imagePath': '%s'}";
    json(folder, "labels/a.json", text.formatted("..\\\\images\\\\a.png"));
    json(folder, "b.json", text.formatted("renamed.png"));
    json(folder, "labels/c.json", text.formatted("C:\\\\Users\\\\me\\\\c.png"));

    assertEquals(
        List.of("b.png", "images/a.png", "images/c.png"),
        read(folder).images().stream()
            .map(AnnotatedImage::file)
            .map(file -> folder.root().relativize(file).toString())
            .sorted()
            .toList());
  }

  @Test
  void takesEmbeddedImagesWhereFilesAreMissing() throws Exception {
    DetectionFolder folder = folder().image("other/b.png");
    byte[] png = Files.readAllBytes(folder.root().resolve("other/b.png"));
    json(
        folder,
        "a.json",
        "{'imageData': '%s', 'shapes': [], 'imagePath': 'x/a.png'}"
            .formatted(Base64.getEncoder().encodeToString(png)));

    Annotations annotations = read(folder);
    AnnotatedImage image = annotations.images().get(0);
    assertEquals("a", image.name());
    assertEquals(new ImageSize(30, 40), image.size());
    assertTrue(Files.mismatch(folder.root().resolve("other/b.png"), image.file()) < 0);
    assertEquals(
        List.of(
            "1 images have no file and are taken from 'imageData', the first is that of "
                + folder.root().resolve("a.json")),
        annotations.warnings());
  }

  @Test
  void warnsOfAnotherSizeAndOfOtherFiles() {
    DetectionFolder folder = folder().image("a.png").text("config.json", "{\"shapes_of\": 1}");
    json(
        folder,
        "a.json",
        "{'shapes': [], 'imagePath': 'a.png', 'imageHeight': 60, 'imageWidth': 40}");
    Path root = folder.root();

    assertEquals(
        List.of(
            "1 images have other sizes than annotations state, the first: "
                + root.resolve("a.json")
                + ": says a.png is 60x40, but "
                + root.resolve("a.png")
                + " is 30x40 (height x width)",
            "1 files say nothing of this format and are left out, the first is "
                + root.resolve("config.json")),
        read(folder).warnings());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    String start = "a.json: ";
    assertEquals(
        start
            + "shapes must be a list, but is 5\n"
            + start
            + "shapes[0] has no 'label'\n"
            + start
            + "shapes[0].label must be a text that is not empty, but is null\n"
            + start
            + "shapes[0].points[1] must be a point of two numbers, but is [2]\n"
            + start
            + "shapes[0].points must be a list of points, but is \"1, 2\"\n"
            + start
            + "shapes[0].shape_type is 'cube'; known are polygon, rectangle, circle, mask, line"
            + " and point\n"
            + start
            + "shapes[0] has no 'mask'\n"
            + start
            + "shapes[0].mask must be a file in base64, but is damaged\n"
            + start
            + "shapes[0].mask must be a PNG file, but is damaged\n"
            + start
            + "shapes[0].mask is a mask of 31x1, more than the image's 30x40\n"
            + start
            + "is nested more than 50 levels deep\n"
            + start
            + "line 1, column 37 is not well-formed JSON: the file is cut off or damaged\n",
        refusals(
            folder().image("a.png"),
            "a.json",
            "{'shapes': 5, 'imagePath': 'a.png'}",
            "{'shapes': [{'points': []}], 'imagePath': 'a.png'}",
            "{'shapes': [{'label': null, 'points': []}]}",
            "{'shapes': [{'label': 'a', 'points': [[1, 1], [2]]}]}",
            "{'shapes': [{'label': 'a', 'points': '1, 2'}]}",
            "{'shapes': [{'label': 'a', 'points': [], 'shape_type': 'cube'}]}",
            "{'shapes': [{'label': 'a', 'points': [[1, 1]], 'shape_type': 'mask'}]}",
            mask("&"),
            mask("abcd"),
            mask(Base64.getEncoder().encodeToString(Pngs.of(new boolean[31][1], true))),
            "{'imagePath': 'a.png', 'shapes': " + "[".repeat(100_000),
            "{'imagePath': 'a.png', 'shapes': [{]"));
  }

  private static String mask(String text) {
    return "{'shapes': [{'label': 'a', 'points': [[1, 1]], 'shape_type': 'mask', 'mask': '%s'}],"
        .concat("'imagePath': 'a.png'}")
        .formatted(text);
  }

  @Test
  void refusesTwoFilesOfOneImage() {
    DetectionFolder folder = folder().image("a.png");
    json(folder, "a.json", "{'shapes': [], 'imagePath': 'a.png'}");
    json(folder, "copy.json", "{'shapes': [], 'imagePath': 'a.png'}");
    Path root = folder.root();
    assertEquals(
        root.resolve("copy.json")
            + ": is of the image "
            + root.resolve("a.png")
            + ", as "
            + root.resolve("a.json")
            + " is: remove one",
        refusal(folder));
  }
}

package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class SuperviselyFormatTest extends BaseJsonFormatTestCase {

  @Override
  protected String name() {
    return "supervisely";
  }

  @Override
  protected String annotationOfA() {
    return "train/ann/a.png.json";
  }

  @Override
  protected String imageA() {
    return "train/img/a.png";
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    write(folder, box, "dog");
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX, "cat");
    return true;
  }

  private static void write(DetectionFolder folder, Box box, String declared) {
    json(
        folder,
        "meta.json",
        "{'classes': [{'title': '%s', 'shape': 'any', 'color': '#FF0000'}], 'tags': []}"
            .formatted(declared));
    String object =
        "{'classTitle': 'dog', 'geometryType': 'rectangle', 'points': {'exterior': [[%s, %s],"
            + " [%s, %s]], 'interior': []}}";
    for (String name : List.of("train/%s/a", "train/%s/b", "val/%s/c")) {
      folder.image(name.formatted("img") + ".png");
      json(
          folder,
          name.formatted("ann") + ".png.json",
          annotation(object.formatted(box.left(), box.top(), box.right(), box.bottom())));
    }
  }

  private static String annotation(String... objects) {
    return "{'description': '', 'tags': [], 'size': {'height': 30, 'width': 40}, 'objects': ["
        + String.join(", ", objects)
        + "]}";
  }

  private Annotations readObjects(String... objects) {
    DetectionFolder folder = folder().image("ds0/img/a.png");
    return read(json(folder, "ds0/ann/a.png.json", annotation(objects)));
  }

  private static String packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(packed)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  @Test
  void polygonsHaveHoles() {
    Annotation object =
        readObjects(
                "{'classTitle': 'a', 'geometryType': 'polygon', 'points': {'exterior': [[1, 1],"
                    + " [6, 1], [6, 6], [1, 6]], 'interior': [[[2, 2], [5, 2], [5, 5], [2, 5]],"
                    + " [[3, 3]]]}}")
            .images()
            .get(0)
            .objects()
            .get(0);
    Outline outline = object.outline().orElseThrow();
    assertEquals("objects[0] (a)", object.label());
    assertEquals(new Box(1, 1, 6, 6), outline.bounds());
    assertEquals(25 - 9, outline.region(new ImageSize(30, 40)).area());
  }

  @Test
  void bitmapsStandAtTheirOrigin() {
    String data = packed(Pngs.of(new boolean[][] {{true, false}, {true, true}}, true));
    for (String type : List.of("'geometryType': 'bitmap', ", "'type': 'bitmap', ", "")) {
      List<Annotation> objects =
          readObjects(
                  "{'classTitle': 'a', %s'bitmap': {'origin': [4, 7], 'data': '%s'}}"
                      .formatted(type, data))
              .images()
              .get(0)
              .objects();
      Outline outline = objects.get(0).outline().orElseThrow();
      assertEquals("4,7 4,8 5,8", Pngs.pixels(outline, new ImageSize(30, 40)));
      assertEquals(new Box(4, 7, 6, 9), outline.bounds());
    }
  }

  @Test
  void leavesOutWhatHasNoArea() {
    Annotations annotations =
        readObjects(
            "{'classTitle': 'a', 'geometryType': 'line', 'points': {'exterior': [[1, 1], [2, 2]]}}",
            "{'classTitle': 'b', 'geometryType': 'polygon', 'points': {'exterior': [[1, 1]]}}");
    String file = folder().root().resolve("ds0/ann/a.png.json") + ": ";
    assertEquals(List.of(), annotations.images().get(0).objects());
    assertEquals(
        List.of(
            "1 points and lines have no area and are left out, the first is "
                + file
                + "objects[0] (a)",
            "1 polygons have fewer than 3 points and are left out, the first is "
                + file
                + "objects[1] (b)"),
        annotations.warnings());
  }

  @Test
  void tagsStateSplitsAndUnusedClassesOfLinesAreLeftOut() {
    DetectionFolder folder =
        folder().image("ds0/img/a.jpg.png").image("ds1/img/a.png").image("ds1/img/b.png");
    json(
        folder,
        "ds0/ann/a.jpg.json",
        "{'objects': [], 'size': {'height': 30, 'width': 40}, 'tags': ['train']}");
    json(
        folder,
        "ds1/ann/a.json",
        "{'objects': [], 'size': {'height': 30, 'width': 40}, 'tags': [{'name': 'VAL'}]}");
    json(
        folder,
        "meta.json",
        "{'classes': [{'title': 'z', 'shape': 'bitmap'}, {'title': 'l', 'shape': 'line'},"
            + " {'title': 'b'}]}");
    json(
        folder,
        "ds0/ann/a.jpg.json",
        "{'objects': [], 'size': {'height': 30, 'width': 40}, 'tags': ['train']}");
    java.nio.file.Path image = folder.root().resolve("ds0/img/a.jpg.png");
    assertEquals(true, image.toFile().renameTo(folder.root().resolve("ds0/img/a.jpg").toFile()));

    Annotations annotations = read(folder);
    assertEquals(
        List.of(Split.TRAIN, Split.VALIDATION),
        annotations.images().stream().map(one -> one.split().orElseThrow()).toList());
    assertEquals(
        List.of("ds0/img/a.jpg", "ds1/img/a.png"),
        annotations.images().stream()
            .map(AnnotatedImage::file)
            .map(file -> folder.root().relativize(file).toString())
            .toList());
    assertEquals(Optional.of(List.of("z", "b")), annotations.classNames());
    assertEquals(
        List.of(
            "1 images have no annotations and are left out, the first is "
                + folder.root().resolve("ds1/img/b.png")),
        annotations.warnings());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    String start = "ds0/ann/a.png.json: ";
    String png = packed(Pngs.of(new boolean[1][41], true));
    assertEquals(
        start
            + "objects[0] has no 'classTitle'\n"
            + start
            + "objects[0].geometryType is 'cube'; known are polygon, bitmap, rectangle, line and"
            + " point\n"
            + start
            + "objects[0] has no 'bitmap'\n"
            + start
            + "objects[0].bitmap.origin must be a list of 2 numbers, but is [1]\n"
            + start
            + "objects[0].bitmap.data must be packed by zlib, but is damaged\n"
            + start
            + "objects[0].bitmap.data is a mask of 1x41, more than the image's 30x40\n"
            + start
            + "objects[0].points.exterior[0] must be a point of two numbers, but is 1\n",
        refusals(
            folder().image("ds0/img/a.png"),
            "ds0/ann/a.png.json",
            annotation("{}"),
            annotation("{'classTitle': 'a', 'geometryType': 'cube'}"),
            annotation("{'classTitle': 'a', 'geometryType': 'bitmap'}"),
            annotation("{'classTitle': 'a', 'bitmap': {'origin': [1]}}"),
            annotation("{'classTitle': 'a', 'bitmap': {'origin': [1, 2], 'data': 'abcd'}}"),
            annotation(
                "{'classTitle': 'a', 'bitmap': {'origin': [1, 2], 'data': '%s'}}".formatted(png)),
            annotation("{'classTitle': 'a', 'points': {'exterior': [1, 2]}}")));
  }
}

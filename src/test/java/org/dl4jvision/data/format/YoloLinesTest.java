package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lines of YOLO's files mean, decided for all lines of a data set. */
class YoloLinesTest {

  @TempDir Path root;

  private DetectionFolder folder;

  private DetectionFolder write(String... files) {
    folder = new DetectionFolder(root.resolve("data"));
    for (int i = 0; i < files.length; i++) {
      folder.image("images/" + i + ".png").text("labels/" + i + ".txt", files[i]);
    }
    return folder.text("classes.txt", "cat\ndog");
  }

  private Annotations read() {
    return new YoloFormat().find(DataFolder.of(folder.root())).orElseThrow().read(ReadOptions.NONE);
  }

  private List<Annotation> objects() {
    return read().images().stream().map(AnnotatedImage::objects).flatMap(List::stream).toList();
  }

  private List<Box> boxes() {
    return objects().stream().map(object -> object.bounds().orElseThrow()).toList();
  }

  private List<String> warnings() {
    return read().warnings().stream().map(this::shortened).toList();
  }

  private String refusal() {
    return shortened(assertThrows(IllegalArgumentException.class, this::read).getMessage());
  }

  private String shortened(String message) {
    return message.replace(folder.root() + "/", "");
  }

  private static final Box MIDDLE = new Box(15, 12, 25, 18);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 0.5 0.5 0.25 0.2",
        "1.0 0.5 0.5 0.25 0.2",
        "1e0 5e-1 .5 +0.25 2.0E-1",
        "1.000000000000000000e+00 5.000000000000000000e-01 5.000000000000000000e-01"
            + " 2.500000000000000000e-01 2.000000000000000111e-01",
        "1\t0.5\t0.5\t0.25\t0.2\r\n\r\n",
        "1, 0.5, 0.5, 0.25, 0.2",
        "1,0.5,0.5,0.25,0.2",
        "1;0.5;0.5;0.25;0.2",
        "\uFEFF  1   0.5 0.5 0.25 0.2  \n",
        "# class x y w h\n1 0.5 0.5 0.25 0.2",
      })
  void aBoxIsABoxHoweverItIsWritten(String line) {
    write(line);
    assertEquals(List.of(MIDDLE), boxes());
    assertEquals("dog", objects().get(0).className());
    assertEquals(List.of(), warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5 0.5 0.5 0.1 0.1 | is of class 1.5, which is not declared: classes are whole numbers"
            + " from 0",
        "-1 0.5 0.5 0.1 0.1 | is of class -1, which is not declared: classes are whole numbers from"
            + " 0",
        "2 0.5 0.5 0.1 0.1 | is of class 2, which is not declared: there are 2 classes, from 0",
        "0x1 0.5 0.5 0.1 0.1 | must be a class index and numbers, but has '0x1'",
        "0 0.5f 0.5 0.1 0.1 | must be a class index and numbers, but has '0.5f'",
        "0 nan 0.5 0.1 0.1 | has a coordinate that is not a finite number: nan",
        "0 0.5 -Infinity 0.1 0.1 | has a coordinate that is not a finite number: -Infinity",
        "0 0.5 1e999 0.1 0.1 | has a coordinate that is too large: 1e999",
        "0 0,5 0,5 0,1 0,1 | has decimal commas: write decimal points",
        "0;0,5;0,5;0,1;0,1 | has decimal commas: write decimal points",
        "0 0.5 0.5 0.1 | must have 4 numbers after the class (x, y, width, height), or the points"
            + " of a polygon, but has 3",
        "0 23.0 15.0 14 12 | has coordinates that are not normalized: they must be shares of the"
            + " image's width and height, from 0 to 1, as pixels divided by width and height (1 of"
            + " 2 lines are so)",
        "0 0.1 0.1 0.5 0.1 0.3 0.9 12 20 | has coordinates that are not normalized: they must be"
            + " shares of the image's width and height, from 0 to 1, as pixels divided by width and"
            + " height (1 of 2 lines are so)",
      })
  void aBadLineIsNamed(String line, String message) {
    write("1 0.5 0.5 0.25 0.2\n" + line);
    assertEquals("labels/0.txt: object 2 '" + line + "' " + message, refusal());
  }

  @Test
  void wordsInsteadOfNumbersAreNamedWhereOtherFilesHaveNumbers() {
    write("0 0.5 0.5 0.1 0.1", "dog 0.5 0.5 0.1 0.1");
    assertEquals(
        "labels/1.txt: object 1 'dog 0.5 0.5 0.1 0.1' must be a class index and numbers, but has"
            + " 'dog'",
        refusal());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.91 | 0.28", // confidences
        "1 | 2", // track ids
        "0.91 3 | 0.28 7", // both
        "3 0.91 | 7 0.28", // both, as other trackers write them
        "0.91 | 0.28 7", // an object that is not tracked yet
      })
  void whatDetectorsWriteBehindABoxIsNoPartOfIt(String one, String other) {
    write("1 0.5 0.5 0.25 0.2 " + one, "1 0.5 0.5 0.25 0.2 " + other, "");
    assertEquals(List.of(MIDDLE, MIDDLE), boxes());
    String what =
        one.contains(" ")
            ? "boxes with confidence and track id behind"
            : "boxes with a confidence or track id behind";
    assertEquals(
        List.of(
            "2 of 2 lines are "
                + what
                + ", of which the boxes count, as labels/0.txt: object 1 '1 0.5 0.5 0.25 0.2 "
                + one
                + "'"),
        warnings());
  }

  @Test
  void aNumberBehindABoxThatMayBeAnAngleIsRefused() {
    for (String angles : List.of("-0.3 0.2", "0.7 1.2", "90 90", "0 45", "12.5 30")) {
      String[] both = angles.split(" ");
      write("0 0.5 0.5 0.25 0.2 " + both[0] + "\n0 0.4 0.5 0.2 0.2 " + both[1]);
      assertEquals(
          "labels/0.txt: object 1 '0 0.5 0.5 0.25 0.2 "
              + both[0]
              + "' must have 4 numbers after the class (x, y, width, height), or the points of a"
              + " polygon, but has 5, and the last is neither a confidence (above 0, up to 1) nor a"
              + " track id (whole, once in a file)",
          refusal());
    }
  }

  @Test
  void aBoxBehindAConfidenceIsRefused() {
    write("0 0.9 0.1 0.1 0.1 0.05\n0 0.95 0.8 0.85 0.2 0.1");
    assertEquals(
        "labels/0.txt: object 1 '0 0.9 0.1 0.1 0.1 0.05' has its box behind another number: write"
            + " class, x, y, width, height",
        refusal());
  }

  @Test
  void posesAreBoxesWhereTheirShapeIsStated() {
    write("1 0.5 0.5 0.25 0.2 0.4 0.5 2 0 0 0", "1 0.5 0.5 0.25 0.2", "1 0.5 0.5 0.25 0.2 9 9 9")
        .text("data.yaml", "kpt_shape: [2, 3]\nnames: [cat, dog]");
    assertEquals(
        "labels/2.txt: object 1 '1 0.5 0.5 0.25 0.2 9 9 9' has 7 numbers after the class, but"
            + " kpt_shape [2, 3] of data.yaml means 10",
        refusal());
    folder.text("labels/2.txt", "1 0.5 0.5 0.25 0.2 0.4 0.5 0.9 0 0 0.1 0.88 3");
    assertEquals(List.of(MIDDLE, MIDDLE, MIDDLE), boxes());
    assertEquals(
        List.of(
            "2 of 3 lines are boxes with keypoints (kpt_shape [2, 3]), of which the boxes count, as"
                + " labels/0.txt: object 1 '1 0.5 0.5 0.25 0.2 0.4 0.5 2 0 0 0'"),
        warnings());
    folder.text("data.yaml", "kpt_shape: [2, 4]");
    assertEquals(
        "data.yaml: kpt_shape is [2, 4]; allowed: [points, numbers a point], 1 to 1000"
            + " points, the numbers 2 (x, y) or 3 (x, y, visible)",
        refusal());
  }

  @Test
  void posesWhoseShapeIsNotStatedAreRefused() {
    write("0 0.5 0.5 0.25 0.2 0.4 0.5 2 0 0 0", "0 0.5 0.5 0.2 0.2 0.4 0.5 1 0.5 0.5 2");
    assertEquals(
        "labels/0.txt: object 1 '0 0.5 0.5 0.25 0.2 0.4 0.5 2 0 0 0' may be a box with keypoints"
            + " that are 0, 1 or 2 (hidden or visible): write \"kpt_shape: [2, 3]\" in data.yaml,"
            + " or leave only the four numbers of the box",
        refusal());
    // Points without visibility: crossing lines between them are no outline.
    write("0 0.5 0.5 0.2 0.3 0.45 0.4 0.55 0.6 0.55 0.4 0.45 0.6\n".repeat(6), "");
    assertEquals(
        "labels/0.txt: object 1 '0 0.5 0.5 0.2 0.3 0.45 0.4 0.55 0.6 0.55 0.4 0.45 0.6' may be a"
            + " polygon, or a box with more behind it: write \"task: segment\" in data.yaml for"
            + " polygons, \"kpt_shape: [4, 2]\" for keypoints, or leave only the four numbers of"
            + " the box",
        refusal());
  }

  /** The corners of a rectangle that is turned, from somewhere in the image. */
  private static String rotated(double x, double y) {
    return "0 %.2f %.2f %.2f %.2f %.2f %.2f %.2f %.2f"
        .formatted(x, y, x + 0.1, y + 0.05, x + 0.05, y + 0.15, x - 0.05, y + 0.1);
  }

  @Test
  void rotatedBoxesAndPolygonsHaveTheBoundsOfTheirPoints() {
    String lines =
        IntStream.range(0, 8)
            .mapToObj(i -> rotated(0.2 + i * 0.05, 0.2))
            .collect(Collectors.joining("\n"));
    write(lines);
    Box first = boxes().get(0);
    assertEquals(6, first.left(), 1e-9);
    assertEquals(6, first.top(), 1e-9);
    assertEquals(12, first.right(), 1e-9);
    assertEquals(10.5, first.bottom(), 1e-9);
    assertEquals(8, boxes().size());
    assertEquals(
        List.of(
            "8 of 8 lines are polygons or rotated boxes, as labels/0.txt: object 1 '"
                + rotated(0.2, 0.2)
                + "'"),
        warnings());
    // As predictors of outlines write them: with confidence and track id.
    write("0 0.1 0.1 0.5 0.1 0.3 0.9 0.8\n0 0.1 0.1 0.5 0.1 0.3 0.5 0.2 0.9 0.7");
    assertEquals(List.of(new Box(4, 3, 20, 27), new Box(4, 3, 20, 27)), boxes());
    write("0 0.1 0.1 0.5 0.1 0.3 0.9 0.8 1\n0 0.1 0.1 0.5 0.1 0.3 0.5 0.2 0.9 0.7 2");
    assertEquals(List.of(new Box(4, 3, 20, 27), new Box(4, 3, 20, 27)), boxes());
    assertEquals(
        List.of(
            "2 of 2 lines are polygons or rotated boxes with confidence and track id, as"
                + " labels/0.txt: object 1 '0 0.1 0.1 0.5 0.1 0.3 0.9 0.8 1'"),
        warnings());
  }

  @Test
  void trianglesAreTakenForWhatTheyAreOrAsked() {
    write("0 0.8 0.1 0.9 0.5 0.7 0.6", "0 0.1 0.8 0.4 0.9 0.3 0.6");
    assertEquals(2, boxes().size());
    write("0 0.5 0.5 0.2 0.3 0.4 0.9", "0 0.4 0.5 0.2 0.3 0.4 0.9");
    assertEquals(
        "labels/0.txt: object 1 '0 0.5 0.5 0.2 0.3 0.4 0.9' may be a polygon, or a box with more"
            + " behind it: write \"task: segment\" in data.yaml for polygons, \"kpt_shape: [1, 2]\""
            + " for keypoints, or leave only the four numbers of the box",
        refusal());
    folder.text("data.yaml", "task: segment");
    assertEquals(new Box(8, 9, 20, 27), boxes().get(0));
  }

  @Test
  void linesOfNoCommonKindAreRefused() {
    write("0 0.5 0.5 0.2 0.2 0.9", "0 0.1 0.1 0.5 0.1 0.3 0.5 0.2 0.9");
    assertEquals(
        "labels/1.txt: object 1 '0 0.1 0.1 0.5 0.1 0.3 0.5 0.2 0.9' must have 4 numbers after the"
            + " class (x, y, width, height), or the points of a polygon, but has 8, where"
            + " labels/0.txt: object 1 '0 0.5 0.5 0.2 0.2 0.9' has 5",
        refusal());
  }

  @Test
  void cornersInsteadOfCentersAreRefused() {
    write("0 0.05 0.1 0.4 0.9", "0 0.5 0.5 0.9 0.8", "0 0.1 0.6 0.3 0.9", "0 0.1 0.1 0.3 0.9");
    assertEquals(
        "labels/0.txt: object 1 '0 0.05 0.1 0.4 0.9' reaches out of its image, as do 3 of 4 boxes,"
            + " which look like two corners: write x and y of the center, width and height",
        refusal());
    write("0 0.05 0.1 0.4 0.7", "0 0.5 0.5 0.3 0.2", "0 0.1 0.6 0.3 0.3", "0 0.5 0.1 0.3 0.3");
    assertEquals(
        "labels/0.txt: object 1 '0 0.05 0.1 0.4 0.7' reaches out of its image, as do 3 of 4 boxes,"
            + " which look like the upper left corner and the size: write x and y of the center,"
            + " width and height",
        refusal());
    // Those of annotators who err are clipped.
    write("0 0.05 0.1 0.4 0.7", "0 0.5 0.5 0.3 0.2", "0 0.1 0.6 0.3 0.3", "");
    assertEquals(3, boxes().size());
  }

  @Test
  void linesThatSayTheSameAreOneObject() {
    write(
        "1 0.5 0.5 0.25 0.2\n1.0 0.50 0.5 0.25 0.20\n0 0.5 0.5 0.25 0.2\n1 0.5 0.5 0.25 0.2",
        "1 0.5 0.5 0.25 0.2");
    assertEquals(
        List.of("object 1 (dog)", "object 3 (cat)", "object 1 (dog)"),
        objects().stream().map(Annotation::label).toList());
    assertEquals(
        List.of(
            "2 lines say an object of their file again, which counts once, as labels/0.txt: object"
                + " 2 '1.0 0.50 0.5 0.25 0.20'"),
        warnings());
  }

  @Test
  void coordinatesALittleOutsideAreClippedAsEver() {
    write("1 0.95 0.5 0.2 0.2").text("train.txt", "0").image("images/b.png").text("val.txt", "b");
    assertEquals(
        List.of(
            "labels/0.txt: object 1 (dog) reaches out of the image (30x40, height x width): 34, 12,"
                + " 42, 18; clipped"),
        folder.read().warnings().stream().map(this::shortened).toList());
  }

  @Test
  void textsBesideImagesThatAreNoLabelsAreNone() {
    write("a photo of a cat", "a dog, sitting");
    assertEquals(
        "no boxes or outlines found in " + folder.root() + " (3 .txt, 2 .png); formats are",
        folder.assertRefused().replaceAll("formats are.*", "formats are"));
  }
}

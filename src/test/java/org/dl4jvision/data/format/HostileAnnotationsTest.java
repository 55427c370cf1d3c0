package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotations that are made to exhaust a program, or to have it read other files. */
class HostileAnnotationsTest {

  private static final int MANY = 100_000;
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path root;

  private DetectionFolder folder;

  @BeforeEach
  void write() {
    folder = new DetectionFolder(root).image("im.png");
  }

  private void assertRefused(String message) {
    String expected = root + "/" + message;
    assertTimeoutPreemptively(SOON, () -> assertEquals(expected, folder.assertRefused()));
  }

  private static String voc(String name) {
    return "<annotation><object><name>"
        + name
        + "</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox>"
        + "</object></annotation>";
  }

  private static String cvat(String box) {
    return "<annotations><image id='0' name='im.png' width='40' height='30'>"
        + "<box label='cat' xtl='1' ytl='1' xbr='9' ybr='9'>"
        + box
        + "</box></image></annotations>";
  }

  private static String labelMe(String point) {
    return "{\"shapes\": [{\"label\": \"cat\", \"points\": [[1, 1], "
        + point
        + "], \"shape_type\": \"rectangle\"}], \"imagePath\": \"im.png\"}";
  }

  private static final String BEYOND =
      ": line 1 has elements nested more than 100 levels deep, or with more attributes than are"
          + " read";

  @Test
  void elementsAreNestedWithinBounds() {
    folder.text("im.xml", voc("<a>".repeat(MANY) + "cat" + "</a>".repeat(MANY)));
    assertRefused("im.xml" + BEYOND);
    folder.text("im.xml", voc("cat").replaceFirst("n>", "n" + attributes() + ">"));
    assertRefused("im.xml" + BEYOND);
  }

  private static String attributes() {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      attributes.append(" a").append(i).append("='1'");
    }
    return attributes.toString();
  }

  @Test
  void elementsOfStreamsAreNestedWithinBounds() {
    folder.text("annotations.xml", cvat("<a>".repeat(MANY) + "</a>".repeat(MANY)));
    assertRefused("annotations.xml: line 1 is nested more than 100 levels deep");
  }

  @Test
  void entitiesAreNotRead() throws IOException {
    Path secret = Files.writeString(root.resolve("secret"), "cat");
    String type = "<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>";
    String refused =
        ": line 1 has a document type (DOCTYPE), which is not allowed: external entities are never"
            + " read";
    folder.text("im.xml", type + voc("&x;"));
    assertRefused("im.xml" + refused);
    Files.delete(root.resolve("im.xml"));
    folder.text("annotations.xml", type + cvat("<attribute name='a'>&x;</attribute>"));
    assertRefused("annotations.xml" + refused);
  }

  @Test
  void listsAreNestedWithinBounds() {
    folder.text("im.json", labelMe("[".repeat(MANY) + "]".repeat(MANY)));
    assertRefused("im.json: is nested more than 50 levels deep");
  }

  /** Computing a whole number of so many digits takes a minute. */
  @Test
  void numbersOfManyDigitsAreReadAtOnce() {
    folder.text("im.json", labelMe("[9, " + "9".repeat(10 * MANY) + "]"));
    assertRefused(
        "im.json: shapes[0] (cat) has a coordinate that is not a finite number: 1, 1, 9, Infinity");
  }

  @Test
  void yamlIsNestedWithinBounds() throws IOException {
    Files.delete(root.resolve("im.png"));
    folder.image("images/im.png");
    folder.text("labels/im.txt", "0 .5 .5 .3 .3");
    folder.text("data.yaml", "names: " + "[".repeat(MANY) + "]".repeat(MANY));
    assertRefused("data.yaml: is nested more than 50 levels deep");
    folder.text("data.yaml", "names: [a]\nkpt_shape: [2000000000, 3]\n");
    assertRefused(
        "data.yaml: kpt_shape is [2000000000, 3]; allowed: [points, numbers a point], 1 to 1000"
            + " points, the numbers 2 (x, y) or 3 (x, y, visible)");
  }

  @Test
  void numbersOfClassesThatAreFarAboveTheOthersAreSaid() throws IOException {
    Files.delete(root.resolve("im.png"));
    folder.image("images/im.png").text("labels/im.txt", "0 .5 .5 .3 .3\n200 .2 .5 .3 .3");
    assertEquals(
        List.of(
            root
                + "/labels/im.txt: object 2 '200 .2 .5 .3 .3' makes 201 classes without names,"
                + " from 0, of which only 2 occur: is its class meant? (names are stated in"
                + " data.yaml or classes.txt)"),
        folder.builder().require().build().warnings().stream()
            .filter(warning -> warning.contains("classes"))
            .toList());
    folder.text("labels/im.txt", "0 .5 .5 .3 .3\n3 .2 .5 .3 .3\n1000 .2 .5 .3 .3");
    assertRefused(
        "labels/im.txt: object 3 '1000 .2 .5 .3 .3' is of class 1000, which is not declared:"
            + " without names of classes they are below 1000");
  }

  @Test
  void whatCannotBeReadIsSaidWhereNothingIsFound() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("labels"), root.resolve("gone"));
    String message = folder.assertRefused("no boxes or outlines found in " + root);
    String end = "; " + link + " is a link that leads nowhere and is left out";
    assertEquals(end, message.substring(message.length() - end.length()));
  }
}

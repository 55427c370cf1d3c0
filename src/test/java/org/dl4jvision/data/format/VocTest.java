package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.io.coco.CocoId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocTest {

  @TempDir Path root;

  private DetectionFolder folder;

  @BeforeEach
  void createFolder() {
    folder = new DetectionFolder(root.resolve("cells"));
  }

  private static String object(String name, String box, String more) {
    String[] edges = box.split(",");
    return String.format(
        "<object><name>%s</name>%s<bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax>"
            + "<ymax>%s</ymax></bndbox></object>",
        name, more, edges[0], edges[1], edges[2], edges[3]);
  }

  private static String object(String name, String box) {
    return object(name, box, "");
  }

  private static String xml(String... objects) {
    return "<?xml version=\"1.0\"?>\n<annotation><filename>other.jpg</filename>"
        + "<path>/home/upstream/secret.jpg</path>"
        + "<size><width>40</width><height>30</height><depth>1</depth></size>"
        + String.join("\n", objects)
        + "</annotation>";
  }

  /** Images a and b for training, c for validation. */
  private DetectionFolder standard() {
    for (String name : List.of("a", "b", "c")) {
      folder.image("JPEGImages/" + name + ".png");
      folder.text("Annotations/" + name + ".xml", xml(object("dog", "1,2,10,12")));
    }
    folder.text("ImageSets/Main/train.txt", "a\nb\n");
    folder.text("ImageSets/Main/val.txt", "c\n");
    return folder.text("ImageSets/Main/dog_train.txt", "a 1\nb -1\n");
  }

  @Test
  void readsObjectsOfTheListedSplits() {
    standard()
        .text(
            "Annotations/b.xml",
            xml(
                object("dog", "1.5,2.25,10,12", "<difficult>0</difficult>"),
                object(
                    "cat",
                    " 3 ,4, 30.75,29",
                    "<difficult>1</difficult><part><name>head</name><bndbox><xmin>0</xmin>"
                        + "<ymin>0</ymin><xmax>1</xmax><ymax>1</ymax></bndbox></part>")));

    FolderDetectionDataset data = folder.read();

    assertEquals("voc", data.format().name());
    assertEquals("cells", data.name());
    assertEquals(List.of("cat", "dog"), data.classNames());
    assertEquals(List.of(CocoId.of(1), CocoId.of(2)), data.categoryIds());
    assertEquals(1, data.channels());
    assertEquals(2, data.size(Split.TRAIN));
    assertEquals(1, data.size(Split.VALIDATION));
    assertEquals(0, data.size(Split.TEST));
    assertEquals("b", data.imageName(Split.TRAIN, 1));
    assertEquals(CocoId.of(2), data.imageId(Split.TRAIN, 1));
    assertEquals(new ImageSize(30, 40), data.imageSize(Split.TRAIN, 1));
    assertEquals(
        List.of(
            new ObjectBox(new Box(1.5, 2.25, 10, 12), 1, false),
            new ObjectBox(new Box(3, 4, 30.75, 29), 0, true)),
        data.objects(Split.TRAIN, 1));
    DetectionSample sample = data.get(Split.TRAIN, 1);
    assertEquals(30 * 40, sample.image().length);
    assertEquals(data.objects(Split.TRAIN, 1), sample.objects());
    assertEquals(List.of(), data.warnings());
  }

  @Test
  void dropsAndClipsWithAWarningThatNamesFileAndObject() {
    standard()
        .text(
            "Annotations/a.xml",
            xml(
                object("dog", "5,6,5,9"),
                object("dog", "50,6,60,9"),
                object("dog", "-5,6,20,9"),
                object("dog", "-0.5,0,40.9,30.5")));

    FolderDetectionDataset data = folder.read();

    assertEquals(
        List.of(
            new ObjectBox(new Box(0, 6, 20, 9), 0, false),
            new ObjectBox(new Box(0, 0, 40, 30), 0, false)),
        data.objects(Split.TRAIN, 0));
    Path file = folder.root().resolve("Annotations/a.xml");
    assertEquals(
        List.of(
            file + ": object 1 (dog) has no area: 5, 6, 5, 9; dropped",
            file
                + ": object 2 (dog) lies outside of the image (30x40, height x width): 50, 6, 60,"
                + " 9; dropped",
            file
                + ": object 3 (dog) reaches out of the image (30x40, height x width): -5, 6, 20, 9;"
                + " clipped"),
        data.warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10,2,1,12 | object 2 (dog) has reversed corners: 10, 2, 1, 12",
        "1,12,10,2 | object 2 (dog) has reversed corners",
        "NaN,2,10,12 | object 2 (dog) has a coordinate that is not a finite number: NaN",
        "1,2,Infinity,12 | object 2 (dog) has a coordinate that is not a finite number",
        "1,2,ten,12 | object 2 (dog) has no number as <xmax>: 'ten'",
        "1,2,,12 | object 2 (dog) has no number as <xmax>: ''",
      })
  void refusesBadBoxes(String box, String message) {
    standard().text("Annotations/b.xml", xml(object("dog", "1,2,3,4"), object("dog", box)));

    folder.assertRefused("Annotations/b.xml: " + message);
  }

  @Test
  void refusesIncompleteObjects() {
    standard().text("Annotations/b.xml", xml("<object><name>dog</name></object>"));
    folder.assertRefused("b.xml: object 1 (dog) has no <bndbox>");

    folder.text("Annotations/b.xml", xml("<object><bndbox/></object>"));
    folder.assertRefused("b.xml: object 1 has no <name>");

    folder.text("Annotations/b.xml", "<html/>");
    folder.assertRefused("b.xml: the root must be <annotation>, but is <html>");
  }

  @Test
  void refusesUndeclaredClasses() {
    standard().text("classes.txt", "cat\nbird\n");
    folder.assertRefused("a.xml: object 1 (dog) is of class 'dog', which is not declared", "bird");

    assertEquals(
        List.of("dog", "cat"),
        folder.builder().classNames(List.of("dog", "cat")).build().classNames());
  }

  @Test
  void refusesMissingFiles() {
    standard().text("ImageSets/Main/val.txt", "c\nnothing\n");
    folder.assertRefused("val.txt names \"nothing\"");

    standard().text("Annotations/d.xml", xml()).text("ImageSets/Main/val.txt", "c\nd\n");
    folder.assertRefused("d.xml: there is no image 'other.jpg'", "JPEGImages");

    // The image that the XML file names counts, whatever folder it names.
    folder.image("JPEGImages/other.png");
    assertEquals(2, folder.read().size(Split.VALIDATION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<annotation", "<annotation><object><name>dog</name>", "no xml"})
  void refusesTruncatedXml(String text) {
    standard().text("Annotations/b.xml", text);

    folder.assertRefused("Annotations/b.xml: line ", "is not well-formed XML");
  }

  @Test
  void neverResolvesEntities() {
    Path secret = root.resolve("secret.txt");
    new DetectionFolder(root).text("secret.txt", "dog");
    standard()
        .text(
            "Annotations/b.xml",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE annotation [<!ENTITY x SYSTEM \""
                + secret.toUri()
                + "\">]>\n"
                + "<annotation>"
                + object("&x;", "1,2,3,4")
                + "</annotation>");

    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      folder.assertRefused(
          "Annotations/b.xml: line 2 has a document type (DOCTYPE), which is not allowed",
          "external entities are never read");
    } finally {
      System.setErr(err);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void refusesEntityBombsAndExternalDtds() {
    String bomb =
        "<!DOCTYPE annotation [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
            + "<annotation>&b;</annotation>";
    standard().text("Annotations/b.xml", bomb);
    folder.assertRefused("b.xml: line 1 has a document type");

    folder.text(
        "Annotations/b.xml",
        "<!DOCTYPE annotation SYSTEM \"http://localhost:1/voc.dtd\"><annotation/>");
    folder.assertRefused("b.xml: line 1 has a document type");
  }

  @Test
  void holdsImagesOutBySeed() {
    for (int i = 0; i < 20; i++) {
      folder.image("images/" + i + ".png");
      folder.text("Annotations/" + i + ".xml", xml(object("dog", "1,2,10,12")));
    }
    folder.image("images/alone.png");

    FolderDetectionDataset data = folder.read();
    FolderDetectionDataset same = folder.builder().seed(42).build();
    FolderDetectionDataset other = folder.builder().seed(1).build();

    assertEquals(16, data.size(Split.TRAIN));
    assertEquals(4, data.size(Split.VALIDATION));
    assertEquals(names(data), names(same));
    assertFalse(names(data).equals(names(other)));
    assertEquals(2, data.warnings().size());
    assertTrue(data.warnings().get(0).startsWith("1 images have no XML file"));
    assertTrue(data.warnings().get(1).contains("4 of 20 training images, drawn by seed 42"));
  }

  private static List<String> names(DetectionDataset data) {
    return IntStream.range(0, data.size(Split.VALIDATION))
        .mapToObj(i -> data.imageName(Split.VALIDATION, i))
        .toList();
  }

  @Test
  void takesSplitFoldersAndTrainval() {
    for (String split : List.of("train", "valid", "test")) {
      folder.image(split + "/" + split + "1.png");
      folder.text(split + "/" + split + "1.xml", xml(object("dog", "1,2,10,12")));
    }
    FolderDetectionDataset data = folder.read();
    assertEquals("valid1", data.imageName(Split.VALIDATION, 0));
    assertEquals("test1", data.imageName(Split.TEST, 0));

    folder = new DetectionFolder(root.resolve("trainval"));
    standard().text("ImageSets/Main/trainval.txt", "a\nb\nc\n");
    assertTrue(folder.root().resolve("ImageSets/Main/train.txt").toFile().delete());
    assertEquals(2, folder.read().size(Split.TRAIN));
  }

  @Test
  void warnsOfAnotherSize() {
    standard().text("Annotations/b.xml", xml(object("dog", "1,2,3,4")).replace(">40<", ">80<"));

    List<String> warnings = folder.read().warnings();

    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).contains("b.xml: says the image is 30x80, but "), warnings.get(0));
  }
}

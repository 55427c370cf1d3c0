package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files of Pascal VOC belong together, and how objects are written. */
class VocFilesTest {

  private static final String BOX =
      "<bndbox><xmin>4</xmin><ymin>3.5</ymin><xmax>20</xmax><ymax>27</ymax></bndbox>";

  @TempDir Path root;

  private DetectionFolder folder;

  @BeforeEach
  void createFolder() {
    folder = new DetectionFolder(root.resolve("data"));
  }

  private static String xml(String image, String place) {
    return "<annotation><folder>f</folder><filename>"
        + image
        + "</filename><object><name>dog</name>"
        + place
        + "</object></annotation>";
  }

  private Annotations read() {
    return new VocFormat().find(DataFolder.of(folder.root())).orElseThrow().read(ReadOptions.NONE);
  }

  private List<String> images(Split split) {
    return read().images().stream()
        .filter(image -> image.split().equals(Optional.ofNullable(split)))
        .map(image -> image.name() + " " + shortened(image.source().toString()))
        .toList();
  }

  private String refusal() {
    return shortened(assertThrows(IllegalArgumentException.class, this::read).getMessage());
  }

  private String shortened(String message) {
    return message.replace(folder.root() + "/", "").replace(folder.root().toString(), "DATA");
  }

  private List<String> warnings() {
    return read().warnings().stream().map(this::shortened).toList();
  }

  @Test
  void namesThatEndInADotAreOfTheImage() {
    folder.image("JPEGImages/1.png").text("Annotations/1..xml", xml("", BOX));
    folder.image("JPEGImages/2.png").text("Annotations/2..xml", xml("", BOX));
    folder.text("ImageSets/Main/train.txt", "1").text("ImageSets/Main/val.txt", "2");
    assertEquals(List.of("1 Annotations/1..xml"), images(Split.TRAIN));
    assertEquals(List.of("2 Annotations/2..xml"), images(Split.VALIDATION));
    assertEquals(List.of(), warnings());
  }

  @ParameterizedTest
  @CsvSource({"x.png", "x", "x.jpg", "other/x.png", "C:\\photos\\x.png", "/home/me/x.jpeg"})
  void theNamedImageCountsWhereNoneHasTheName(String named) {
    folder.image("JPEGImages/x.png").text("Annotations/label_1.xml", xml(named, BOX));
    assertEquals(List.of("x Annotations/label_1.xml"), images(null));
    assertEquals(List.of(), warnings());
    folder.text("Annotations/label_2.xml", xml(named, BOX));
    assertEquals(
        "two annotations of the image JPEGImages/x.png: Annotations/label_1.xml and"
            + " Annotations/label_2.xml",
        refusal());
    folder.text("Annotations/x.xml", xml("y.png", BOX));
    assertEquals(
        "Annotations/label_1.xml: there is no image '"
            + named
            + "' ("
            + ImageFiles.FORMATS
            + ") in JPEGImages",
        refusal());
  }

  @Test
  void imagesMayLieInFoldersAndListsNameThem() {
    for (String image : List.of("cam1/1", "cam1/2", "cam2/1", "cam2/3")) {
      folder
          .image("JPEGImages/" + image + ".png")
          .text("Annotations/" + image + ".xml", xml("1.png", BOX));
    }
    assertEquals(4, images(null).size());
    folder
        .text("ImageSets/Main/train.txt", "cam1/1\ncam2/1.png\nJPEGImages/cam1/2.png")
        .text("ImageSets/Main/val.txt", "3");
    assertEquals(
        List.of(
            "cam1/1 Annotations/cam1/1.xml",
            "cam2/1 Annotations/cam2/1.xml",
            "cam1/2 Annotations/cam1/2.xml"),
        images(Split.TRAIN));
    assertEquals(List.of("3 Annotations/cam2/3.xml"), images(Split.VALIDATION));
    folder.text("ImageSets/Main/val.txt", "1");
    assertEquals(
        "ImageSets/Main/val.txt: '1' may be JPEGImages/cam1/1.png or JPEGImages/cam2/1.png: state"
            + " it with its folder",
        refusal());
  }

  @Test
  void listsMayNameImagesThatBeginWithAHash() {
    for (String image : List.of("#1 leaf", "#2, leaf", "b")) {
      folder
          .image("JPEGImages/" + image + ".png")
          .text("Annotations/" + image + ".xml", xml("", BOX));
    }
    folder
        .text("ImageSets/Main/Train.txt", "# of last year\n#1 leaf\n#2, leaf\n#1 leaf\n")
        .text("ImageSets/Main/val.txt", "b");
    assertEquals(
        List.of("#1 leaf Annotations/#1 leaf.xml", "#2, leaf Annotations/#2, leaf.xml"),
        images(Split.TRAIN));
    assertEquals(
        List.of(
            "ImageSets/Main/Train.txt: 1 lines begin with # and name no image, they are comments,"
                + " as '# of last year'",
            "ImageSets/Main/Train.txt: 1 lines name an image again, which counts once, as '#1"
                + " leaf'"),
        warnings());
  }

  @Test
  void cvatsListIsOfNoSplit() {
    for (String image : List.of("1", "2", "3")) {
      folder
          .image("JPEGImages/" + image + ".png")
          .text("Annotations/" + image + ".xml", xml("", BOX));
    }
    folder
        .text("labelmap.txt", "# label:color_rgb:parts:actions\nbackground:0,0,0::\ndog:128,0,0::")
        .text("ImageSets/Main/default.txt", "1\n2\n");
    assertEquals(List.of("1 Annotations/1.xml", "2 Annotations/2.xml"), images(null));
    assertEquals("voc", folder.builder().build().format().name());
  }

  @Test
  void namesAreComparedAsTheyLook() {
    folder.image("JPEGImages/Bla\u0308tt 日本.png");
    folder.text("Annotations/Bl\u00e4tt 日本.xml", xml("", BOX));
    assertEquals(1, read().images().size());
    assertEquals(List.of(), warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<polygon><x1>4</x1><y1>3.5</y1><x2>20</x2><y2>3.5</y2><x3>9</x3><y3>27</y3></polygon>",
        "<polygon><pt><x>4</x><y>3.5</y></pt><pt><x>20</x><y>9</y></pt><pt><x>9</x><y>27</y></pt>"
            + "</polygon>",
        "<robndbox><cx>12</cx><cy>15.25</cy><w>16</w><h>23.5</h><angle>0</angle></robndbox>",
      })
  void outlinesHaveBounds(String place) {
    folder.image("1.png").text("1.xml", xml("", place));
    Found found = new VocFormat().find(DataFolder.of(folder.root())).orElseThrow();
    assertTrue(found.contents().contains(Content.OUTLINES));
    Annotation object = read().images().get(0).objects().get(0);
    assertEquals(Optional.of(new Box(4, 3.5, 20, 27)), object.bounds());
    assertTrue(object.outline().isPresent());
    folder.text("1.xml", xml("", BOX + place.replace(">20<", ">19<")));
    AnnotatedImage both = read().images().get(0);
    assertEquals(Optional.of(new Box(4, 3.5, 20, 27)), both.objects().get(0).box());
    assertTrue(both.objects().get(0).outline().isPresent());
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    folder.image("1.png").text("1.xml", xml("", "<polygon><x1>4</x1><y1>3</y1></polygon>"));
    assertEquals(
        "1.xml: object 1 (dog) has a <polygon> of 1 points, must have 3 or more", refusal());
    folder.text("1.xml", xml("", "<polygon><x1>4</x1></polygon>"));
    assertEquals("1.xml: object 1 (dog) has no number as <y1>: ''", refusal());
    folder.text("1.xml", xml("", BOX.replace("3.5", "3,5")));
    assertEquals("1.xml: object 1 (dog) has no number as <ymin>: '3,5'", refusal());
    folder.text("1.xml", xml("", ""));
    assertEquals("1.xml: object 1 (dog) has no <bndbox> and no <polygon>", refusal());
    Files.writeString(
        folder.root().resolve("1.xml"),
        xml("", BOX).replace("dog", "Käfer"),
        StandardCharsets.ISO_8859_1);
    assertEquals(
        "1.xml: line 1 is not in the encoding that the first line says, or in UTF-8 where it says"
            + " none: save the file as UTF-8",
        refusal());
    folder.text("1.xml", "<annotation>\n<object>");
    assertEquals("1.xml: line 2 is not well-formed XML: the file is cut off or damaged", refusal());
  }
}

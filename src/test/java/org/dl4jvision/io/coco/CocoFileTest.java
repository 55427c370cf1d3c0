package org.dl4jvision.io.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.io.coco.CocoFile.ImageEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CocoFileTest {

  private static final String OBJECT =
      "{'id': 5, 'image_id': 7, 'category_id': 1, 'bbox': [1, 2, 3, 4]}";
  private static final String DETECTION =
      "{'image_id': 7, 'category_id': 1, 'bbox': [1, 2, 3, 4], 'score': 0.5}";

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("a.json");
  }

  private static String json(String... objects) {
    return ("{'images': [{'id': 7, 'file_name': 'ü.png', 'height': 30, 'width': 40.0}],"
            + " 'categories': [{'id': 1, 'name': 'dog'}],\n'annotations': ["
            + String.join(",", objects)
            + "]}")
        .replace('\'', '"');
  }

  private CocoFile read(String text) throws IOException {
    return CocoFile.read(Files.writeString(file, text));
  }

  /** What is said of a file, without its name. */
  private String refusal(String text) {
    return refusalOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private String refusalOf(byte[] content) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> CocoFile.read(Files.write(file, content)))
            .getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    return message.substring((file + ": ").length());
  }

  private String refusalOfDetections(String text) throws IOException {
    Path detections = folder.resolve("d.json");
    Files.writeString(detections, text.replace('\'', '"'));
    CocoFile truth = read(json());
    return assertThrows(IllegalArgumentException.class, () -> truth.readDetections(detections))
        .getMessage()
        .replace(folder.toString() + folder.getFileSystem().getSeparator(), "");
  }

  @Test
  void objectsAreOnTheirImages() throws IOException {
    CocoFile read =
        read(
            ("{'annotations': ["
                    + OBJECT
                    + ","
                    + OBJECT.replace("7", "'b'").replace("5", "9")
                    + ","
                    + OBJECT.replace("'id': 5, ", "").replace("[1,", "[11,")
                    + "], 'info': {'x': [1, {'y': 2}]}, 'images': [{'id': 'b'}, {'id': 7}],"
                    + " 'categories': [{'id': 2}, {'id': 1, 'supercategory': 'pet'}]}")
                .replace('\'', '"'));
    assertEquals(
        List.of(
            new ImageEntry(CocoId.of("b"), null, 0, 0), new ImageEntry(CocoId.of(7), null, 0, 0)),
        read.images());
    CocoObjects objects = read.annotations();
    assertEquals(List.of("annotation 9"), labels(objects.on(0)));
    assertEquals(List.of("annotation 5", "entry 3 of 'annotations'"), labels(objects.on(1)));
    assertEquals(11, objects.on(1).get(1).left());
    assertEquals(3, objects.all().size());
    assertEquals(1, objects.category(objects.all().get(2)));
    assertFalse(objects.hasCategory(0));
    assertTrue(objects.hasCategory(1));
    assertEquals("pet", read.categories().get(1).supercategory());
    assertEquals(List.of(), objects.warnings());
  }

  private static List<String> labels(List<CocoObject> objects) {
    return objects.stream().map(CocoObject::label).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32BE"})
  void readsUnicodeWithAndWithoutByteOrderMark(String encoding) throws IOException {
    for (String mark : List.of("", "\uFEFF")) {
      Files.write(file, (mark + json(OBJECT)).getBytes(Charset.forName(encoding)));
      CocoFile read = CocoFile.read(file);
      assertEquals("ü.png", read.images().get(0).fileName());
      assertEquals(30, read.images().get(0).height());
      assertEquals(40, read.images().get(0).width());
      assertEquals(CocoKind.BOXES, CocoKind.of(file));
      Path detections = folder.resolve("d.json");
      Files.write(
          detections,
          (mark + "[" + DETECTION.replace('\'', '"') + "]").getBytes(Charset.forName(encoding)));
      assertEquals(1, read.readDetections(detections).on(0).size());
    }
  }

  @Test
  void refusesOtherEncodings() {
    assertEquals(
        "is not UTF-8 text, in line 1, column 38: save it as UTF-8",
        refusalOf(json().getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals(
        "is not UTF-8 text, in line 1, column 39: save it as UTF-8",
        refusalOf(json().replace("ü", "中文").getBytes(Charset.forName("GBK"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|is empty: must be COCO's JSON",
        "``|is empty: must be COCO's JSON",
        "[]|is not COCO: must begin with {",
        "7|is not COCO: must begin with {",
        "{'images': []|is cut off, in line 1, column 14: copy or write it again",
        "{'images': [{'id': 1, 'file_na|is cut off, in line 1, column 31: copy or write it again",
        "{'images': [], 'annotations': [{'id': 5|is cut off, in line 1, column 40: copy or write it"
            + " again",
        "{'images': [],}|is not well-formed JSON, in line 1, column 16",
        "{'images': [nil]}|is not well-formed JSON, in line 1, column 17",
        "{'images': {}}|'images' must be a list, but is an object",
        "{'images': null}|'images' must be a list, but is null",
        "{'images': [3]}|entry 1 of 'images' must be an object, but is a number",
        "{'images': [[]]}|entry 1 of 'images' must be an object, but is a list",
        "{'images': [{'file_name': 'a.png'}]}|entry 1 of 'images' has no id",
        "{'images': [{'id': null}]}|entry 1 of 'images' has no id",
        "{'images': [{'id': true}]}|entry 1 of 'images' must have a number or a text as id, but has"
            + " true",
        "{'images': [{'id': [1]}]}|entry 1 of 'images' must have a number or a text as id, but has"
            + " a list",
        "{'images': [{'id': {}}]}|entry 1 of 'images' must have a number or a text as id, but has"
            + " an object",
        "{'images': [{'id': NaN}]}|entry 1 of 'images' has a bad id: an id must be a text or a"
            + " finite number, but is NaN",
        "{'images': [{'id': 1e9999}]}|entry 1 of 'images' has a bad id: an id must be at most 1000"
            + " digits long, but is 1e9999",
        "{'images': [{'id': 1, 'id': 2}]}|image 1 has two values of id",
        "{'images': [], 'annotations': []}|is not COCO: has no categories",
        "{'annotations': [], 'images': [], 'annotations': []}|has two lists of annotations: make"
            + " one of them",
        "{'images': [{'id': 1}, {'id': 1.0}], 'annotations': [], 'categories': []}|two images have"
            + " the id 1",
        "{'images': [], 'annotations': [], 'categories': [{'id': 'a'}, {'id': 'a'}]}|two categories"
            + " have the id 'a'",
        "{'images': [], 'annotations': [], 'categories': []} {}|more follows after its end, in line"
            + " 1, column 53: join what was written one after the other, or take it out",
        "{'images': [], 'annotations': [], 'categories': []}]|is not well-formed JSON, in line 1,"
            + " column 53",
      })
  void refusesWhatIsNoCoco(String text, String message) {
    assertEquals(message, refusal((text == null ? "" : text).replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'image_id': 7|'image_id': 8|annotation 5 is on image 8, which is not declared",
        "'image_id': 7|'image_id': '7a'|annotation 5 is on image '7a', which is not declared",
        "'image_id': 7|'image_id': 7.5|annotation 5 is on image 7.5, which is not declared",
        "'image_id': 7, |``|annotation 5 has no image_id",
        "'category_id': 1|'category_id': null|annotation 5 has no category_id",
        "'category_id': 1|'category_id': 2|annotation 5 is of category 2, which is not declared",
        "'id': 5|'id': 'é'|``",
        "'id': 5, 'image_id': 7|'image_id': false|entry 1 of 'annotations' must have a number or a"
            + " text as image_id, but has false",
        ", 4]|]|annotation 5 must have a bbox of 4 numbers (left, top, width, height), but has 3",
        ", 4]|, '4']|annotation 5 has something else than numbers in its bbox",
        ", 4]|, 4], 'bbox': [5, 6, 7, 8]|annotation 5 has two values of bbox",
        "}|, 'iscrowd': 2}|annotation 5 must have 0 or 1 as iscrowd, but has 2",
        "}|, 'iscrowd': NaN}|annotation 5 must have 0 or 1 as iscrowd, but has NaN",
        "}|, 'iscrowd': [1]}|annotation 5 must have 0 or 1 as iscrowd, but has a list",
        "}|, 'area': 'big'}|annotation 5 must have a number as area, but has 'big'",
        "}|, 'area': {}}|annotation 5 must have a number as area, but has an object",
      })
  void namesTheAnnotationAtFault(String part, String replacement, String message)
      throws IOException {
    String bad = json(OBJECT.replace(part, replacement == null ? "" : replacement));
    if (message == null || message.isEmpty()) {
      assertEquals("annotation 'é'", read(bad).annotations().all().get(0).label());
    } else {
      assertEquals(message, refusal(bad));
    }
  }

  @Test
  void namesTheDetectionAtFault() throws IOException {
    assertEquals(
        """
        d.json: entry 2 of 'detections' is on image 8, which is not in a.json
        d.json: entry 1 of 'detections' is of category '2', which is not in a.json
        d.json: more follows after its end, in line 1, column 73: join what was written one after the other, or take it out
        d.json: is cut off, in line 1, column 71: copy or write it again
        d.json: 'detections' must be a list, but is an object
        d.json: entry 2 of 'detections' must be an object, but is a list
        d.json: is empty: must be COCO's JSON
        """,
        String.join(
            "\n",
            refusalOfDetections("[" + DETECTION + "," + DETECTION.replace("7", "8") + "]"),
            refusalOfDetections(
                "[" + DETECTION.replace("'category_id': 1", "'category_id': '2'") + "]"),
            refusalOfDetections("[" + DETECTION + "] [" + DETECTION + "]"),
            refusalOfDetections("[" + DETECTION),
            refusalOfDetections(DETECTION),
            refusalOfDetections("[" + DETECTION + ", []]"),
            refusalOfDetections("  "),
            ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1|true",
        "0|false",
        "true|true",
        "false|false",
        "1.0|true",
        "0.0|false",
        "'1'|true",
        "'0'|false",
        "'True'|true",
        "'false'|false",
        "null|false",
        "''|false",
      })
  void flagsHaveManyForms(String written, boolean crowd) throws IOException {
    CocoFile read = read(json(OBJECT.replace("}", ", 'iscrowd': " + written + "}")));
    assertEquals(crowd, read.annotations().all().get(0).crowd());
  }

  @Test
  void aTextStandsForTheNumberThatItShows() throws IOException {
    CocoFile read =
        read(json(OBJECT.replace("7", "'7'"), OBJECT.replace("_id': 1", "_id': '1'"), OBJECT));
    assertEquals(3, read.annotations().on(0).size());
    assertEquals(0, read.annotations().category(read.annotations().all().get(1)));
    assertEquals(
        List.of(
            file
                + ": 1 of 3 annotations have a text as image_id where the id is a number, such as"
                + " annotation 5 with '7'; taken for the same id",
            file
                + ": 1 of 3 annotations have a text as category_id where the id is a number, such"
                + " as annotation 5 with '1'; taken for the same id"),
        read.annotations().warnings());

    CocoFile texts = read(json(OBJECT).replace("{\"id\": 7", "{\"id\": \"7\""));
    assertEquals(1, texts.annotations().on(0).size());
    assertEquals(
        List.of(
            file
                + ": 1 of 1 annotations have a number as image_id where the id is a text, such as"
                + " annotation 5 with 7; taken for the same id"),
        texts.annotations().warnings());
    assertEquals(
        "annotation 5 is on image '07', which is not declared",
        refusal(json(OBJECT.replace("7", "'07'"))));
  }

  @Test
  void deepNestingIsPassedOverUpToALimit() throws IOException {
    String deep = "[".repeat(200_000) + "]".repeat(200_000);
    assertEquals(
        1, read(json(OBJECT.replace("}", ", 'x': " + deep + "}"))).annotations().all().size());
    assertEquals(
        "annotation 5 has something else than numbers in its bbox",
        refusal(json(OBJECT.replace("[1, 2, 3, 4]", deep))));
    assertEquals(
        "is nested more than 1000000 deep, in line 1, column 1000007",
        refusal("{\"x\":" + "[".repeat(5_000_000)));
  }

  @Test
  void saysWhichFileIsMissing() {
    Path missing = folder.resolve("no.json");
    assertEquals(
        "no such file: " + missing,
        assertThrows(IllegalArgumentException.class, () -> CocoFile.read(missing)).getMessage());
    assertEquals(
        folder + ": cannot be read",
        assertThrows(IllegalArgumentException.class, () -> CocoFile.read(folder)).getMessage());
  }
}

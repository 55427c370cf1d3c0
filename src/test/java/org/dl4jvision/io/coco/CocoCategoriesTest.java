package org.dl4jvision.io.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoCategoriesTest {

  @TempDir private Path folder;

  /** A file with these categories and an object of each of these. */
  private CocoFile file(String name, String categories, String... used) throws IOException {
    StringBuilder objects = new StringBuilder();
    for (String id : used) {
      objects.append(objects.isEmpty() ? "" : ",");
      objects.append("{'image_id': 1, 'category_id': " + id + ", 'bbox': [1, 2, 3, 4]}");
    }
    String text =
        "{'images': [{'id': 1}], 'categories': [%s], 'annotations': [%s]}"
            .formatted(categories, objects);
    return CocoFile.read(Files.writeString(folder.resolve(name), text.replace('\'', '"')));
  }

  private static CocoCategories of(CocoFile... files) {
    return new CocoCategories(List.of(files));
  }

  private String refusal(CocoFile... files) {
    return assertThrows(IllegalArgumentException.class, () -> of(files))
        .getMessage()
        .replace(folder.toString() + folder.getFileSystem().getSeparator(), "");
  }

  @Test
  void filesShareClassesInTheOrderOfIds() throws IOException {
    CocoFile a = file("a", "{'id': 90, 'name': 'dog'}, {'id': 3, 'name': 'cat'}", "90", "3");
    CocoFile b = file("b", "{'id': 'x', 'name': 'cow'}, {'id': 3.0, 'name': 'cat'}", "3");
    CocoCategories categories = of(a, b);
    assertEquals(List.of(CocoId.of(3), CocoId.of(90), CocoId.of("x")), categories.ids());
    assertEquals(List.of("cat", "dog", "cow"), categories.names());
    assertEquals(1, categories.indexOf(a, a.annotations().all().get(0)));
    assertEquals(0, categories.indexOf(a, a.annotations().all().get(1)));
    assertEquals(0, categories.indexOf(b, b.annotations().all().get(0)));
    assertEquals(List.of(), categories.warnings());
  }

  @Test
  void filesMustNotContradictEachOther() throws IOException {
    CocoFile a = file("a", "{'id': 90, 'name': 'dog'}, {'id': 3, 'name': 'cat'}");
    assertEquals(
        "b: category 3 is 'cow', but 'cat' in a",
        refusal(a, file("b", "{'id': 3, 'name': 'cow'}")));
    assertEquals(
        "b: 'dog' is category 91, but 90 in a: give it one id",
        refusal(a, file("b", "{'id': 91, 'name': 'dog'}")));
    assertEquals(
        "b: 'dog' is category '90', but 90 in a: give it one id",
        refusal(a, file("b", "{'id': '90', 'name': 'dog'}")));
  }

  @Test
  void categoriesOfOneNameStayClassesOfTheirOwn() throws IOException {
    CocoFile a = file("a", "{'id': 3, 'name': 'dog'}, {'id': 90, 'name': 'dog'}, {'id': 4}");
    CocoFile b = file("b", "{'id': 90, 'name': 'dog'}");
    CocoCategories categories = of(a, b);
    assertEquals(List.of("dog (3)", "4", "dog (90)"), categories.names());
    assertEquals(
        List.of(
            a.file() + ": category 4 has no name; called '4'",
            a.file()
                + ": categories 3, 90 are all called 'dog'; they stay classes of their own, called"
                + " 'dog (3)', 'dog (90)'"),
        categories.warnings());
  }

  @Test
  void whatOnlyHeadsOthersIsNoClass() throws IOException {
    String roboflow =
        "{'id': 0, 'name': 'dog', 'supercategory': 'none'},"
            + " {'id': 1, 'name': 'dog', 'supercategory': 'dog'}";
    CocoFile unused = file("a", roboflow, "1");
    assertEquals(List.of("dog"), of(unused).names());
    assertEquals(List.of(CocoId.of(1)), of(unused).ids());
    assertEquals(List.of(), of(unused).warnings());

    CocoFile used = file("b", roboflow, "0", "1");
    assertEquals(List.of("dog (0)", "dog (1)"), of(used).names());
    assertEquals(of(used).names(), of(unused, used).names());
    CocoFile detected = file("c", roboflow, "1");
    Path results = folder.resolve("r");
    Files.writeString(
        results, "[{\"image_id\": 1, \"category_id\": 0, \"bbox\": [1, 2, 3, 4], \"score\": 1}]");
    assertEquals(-1, of(detected).indexOf(detected, detected.readDetections(results).all().get(0)));

    assertEquals(
        List.of("pet"), of(file("d", "{'id': 1, 'name': 'pet', 'supercategory': 'pet'}")).names());
    assertEquals(
        List.of("pet", "dog"),
        of(file("e", "{'id': 1, 'name': 'pet'}, {'id': 2, 'name': 'dog'}")).names());
  }
}

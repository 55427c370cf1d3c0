package org.dl4jvision.io.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.io.JsonFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries what the section on ids of docs/images.md says. */
class IdsPageTest {

  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  @TempDir private Path folder;

  private static String section() throws IOException {
    String page = Files.readString(Path.of("docs/images.md"));
    String section = page.substring(page.indexOf("\n## Ids\n") + 1);
    int end = section.indexOf("\n## ", 1);
    return end < 0 ? section : section.substring(0, end);
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1)).toList();
  }

  private CocoId read(String id) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.json"),
            "{\"images\": [{\"id\": %s}], \"annotations\": [], \"categories\": []}".formatted(id));
    return CocoFile.read(file).images().get(0).id();
  }

  @Test
  void idsAreReadAndWrittenAsTheTableSays() throws IOException {
    int tried = 0;
    for (String line : section().lines().filter(one -> one.startsWith("| `")).toList()) {
      String[] cells = line.split("\\|");
      for (String id : codes(cells[1])) {
        if (cells[2].strip().equals("refused")) {
          assertThrows(IllegalArgumentException.class, () -> read(id), id);
        } else {
          assertEquals(codes(cells[2]), List.of(JsonFile.toText(read(id))), id);
        }
        tried++;
      }
    }
    assertEquals(15, tried);
  }

  @Test
  void categoriesOfOneNameAreCalledAsThePageSays() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.json"),
            """
            {"images": [], "annotations": [],
             "categories": [{"id": 3, "name": "dog"}, {"id": 90, "name": "dog"}]}
            """);
    List<String> names = new CocoCategories(List.of(CocoFile.read(file))).names();
    List<String> said =
        Stream.of("3", "90").map("dog (%s)"::formatted).filter(section()::contains).toList();
    assertEquals(names, said);
  }
}

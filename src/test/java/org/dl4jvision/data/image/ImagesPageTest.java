package org.dl4jvision.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.report.MarkedText;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of {@code docs/images.md} are made from {@link ImageCases}, whose files are read.
 * {@code mvn test -Dtest=ImagesPageTest -Dimages.write=true} makes them anew.
 */
class ImagesPageTest {

  private static final Path PAGE = Path.of("docs/images.md");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> readsWhatThePageSays() {
    return ImageCases.all().values().stream()
        .flatMap(List::stream)
        .map(row -> dynamicTest(row.kind(), () -> check(row)));
  }

  private void check(ImageCase row) {
    assertTrue(row.inputs().size() > 1, "too few files");
    for (int i = 0; i < row.inputs().size(); i++) {
      ImageCase.Input input = row.inputs().get(i);
      assertEquals(input.expected(), ImageCase.read(input, folder.resolve("image")), "file " + i);
    }
  }

  @Test
  void isMadeOfTheCases() throws IOException {
    Path copy = Files.copy(PAGE, folder.resolve("page.md"));
    ImageCases.all().forEach((section, rows) -> MarkedText.replace(copy, section, table(rows)));
    if (Boolean.getBoolean("images.write")) {
      Files.writeString(PAGE, Files.readString(copy));
    }
    assertEquals(
        Files.readString(PAGE),
        Files.readString(copy),
        PAGE + " is stale; make it anew: mvn test -Dtest=ImagesPageTest -Dimages.write=true");
  }

  private static String table(List<ImageCase> rows) {
    StringBuilder table = new StringBuilder("| file | read as |\n|---|---|\n");
    rows.forEach(row -> table.append("| %s | %s |\n".formatted(row.kind(), row.becomes())));
    return table.toString();
  }
}

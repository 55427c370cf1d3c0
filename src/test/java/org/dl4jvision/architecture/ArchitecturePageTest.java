package org.dl4jvision.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.report.MarkedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drawing and the table of {@code docs/architecture.md} are made from the code. {@code mvn test
 * -Dtest=ArchitecturePageTest -Darchitecture.write=true} makes them anew.
 */
class ArchitecturePageTest {

  private static final Path SOURCES = Path.of("src/main/java/org/dl4jvision");
  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final Path DRAWING = Path.of("docs/images/architecture.svg");

  private final House house = House.read(Floors.classes(), SOURCES);

  @Test
  void isMadeFromTheCode(@TempDir Path folder) throws IOException {
    String drawing = HouseDrawing.svg(house);
    if (Boolean.getBoolean("architecture.write")) {
      Files.writeString(DRAWING, drawing);
      MarkedText.replace(PAGE, "rooms", house.table());
    }
    Path copy = Files.copy(PAGE, folder.resolve("page.md"));
    MarkedText.replace(copy, "rooms", house.table());
    String how = "; make it anew: mvn test -Dtest=ArchitecturePageTest -Darchitecture.write=true";
    assertEquals(Files.readString(PAGE), Files.readString(copy), PAGE + " is stale" + how);
    assertEquals(Files.readString(DRAWING), drawing, DRAWING + " is stale" + how);
  }

  /** A reader who opens a folder finds out what lives there. */
  @Test
  void everyPackageSaysWhatLivesInIt() throws IOException {
    try (Stream<Path> folders = Files.walk(SOURCES)) {
      List<Path> silent =
          folders
              .filter(Files::isDirectory)
              .filter(ArchitecturePageTest::hasClasses)
              .filter(folder -> House.purpose(folder).isEmpty())
              .toList();
      assertEquals(List.of(), silent, "packages without a documented package-info.java");
    }
  }

  private static boolean hasClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

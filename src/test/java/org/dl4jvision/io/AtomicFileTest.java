package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  private static final BufferedImage IMAGE = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);

  @TempDir Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void whatFailsLeavesTheOlderFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "older");
    OutputException lost =
        assertThrows(
            OutputException.class,
            () ->
                AtomicFile.write(
                    file,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IOException("No space left on device");
                    }));

    assertEquals("cannot write " + file + ": no space left on device", lost.getMessage());
    assertEquals("older", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void namesMayBeAsLongAsFilesHaveThem() throws IOException {
    Path file = folder.resolve("ä".repeat(120) + "x".repeat(15));
    AtomicFile.writeText(file, "text");
    assertEquals("text", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void aPngIsWrittenAndReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("a.png"), "older");
    AtomicFile.writePng(file, IMAGE);

    assertEquals(3, ImageIO.read(file.toFile()).getWidth());
    assertEquals(List.of(file), files());
  }

  @Test
  void aPngForWhichThereIsNoRoomSaysSo() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no " + full);
    Path file = folder.resolve("a.png");
    Files.createSymbolicLink(folder.resolve(".a.png.tmp"), full);
    OutputException lost =
        assertThrows(OutputException.class, () -> AtomicFile.writePng(file, IMAGE));

    assertEquals("cannot write " + file + ": no space left on device", lost.getMessage());
    assertEquals(List.of(), files());
  }

  @Test
  void aFileIsDeletedWhetherItIsThereOrNot() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "");
    AtomicFile.delete(file);
    AtomicFile.delete(file);
    assertFalse(Files.exists(file));

    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("file"), "");
    assertEquals(
        "cannot delete " + full + ": there is a folder of this name",
        assertThrows(OutputException.class, () -> AtomicFile.delete(full)).getMessage());
  }

  @Test
  void aLinkStaysAndDevicesAreNotReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "older");
    Path link = folder.resolve("link.txt");
    try {
      Files.createSymbolicLink(link, file);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no links here: " + e);
    }
    AtomicFile.writeText(link, "newer");
    assertEquals("newer", Files.readString(file));
    assertEquals(file, Files.readSymbolicLink(link));

    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device) && !Files.isRegularFile(device), "no device here");
    OutputException lost =
        assertThrows(OutputException.class, () -> AtomicFile.writeText(device, "x"));
    assertEquals("cannot write /dev/null: it is no ordinary file", lost.getMessage());
    assertFalse(Files.isRegularFile(device));
  }
}

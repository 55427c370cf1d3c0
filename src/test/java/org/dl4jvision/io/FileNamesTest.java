package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class FileNamesTest {

  private static String refusal(String encoding, Runnable reading) {
    String before = System.setProperty("sun.jnu.encoding", encoding);
    try {
      return Refusals.messages(reading).strip();
    } finally {
      System.setProperty("sun.jnu.encoding", before);
    }
  }

  @Test
  void namesThatCannotBeRepresentedAreRefusedWithTheRemedy() {
    Path file = Path.of("images", "Bl\uFFFD\uFFFDtt.png");
    assertEquals(
        "cannot read the file name 'images/Bl??tt.png' in the encoding of the locale (US-ASCII):"
            + " set LC_ALL=C.UTF-8 in the environment",
        refusal("ANSI_X3.4-1968", () -> FileNames.readable(file)));
    assertEquals(
        "cannot read the file name 'images/Bl??tt.png', which is not UTF-8: rename the file",
        refusal("UTF-8", () -> FileNames.readable(file)));
    assertEquals(
        "the file name 'a?b' has a character of code 0",
        refusal("US-ASCII", () -> FileNames.path("a\0b")));
  }

  @Test
  void anEmptyNameIsNotTheWorkingFolder() {
    assertEquals(
        "the name of a file or folder is empty\n", Refusals.messages(() -> FileNames.path("")));
  }

  @Test
  void otherNamesPass() {
    Path file = Path.of("#1 my photo, (日本) äöü.png");
    assertEquals(file, FileNames.readable(file));
    assertEquals(file, FileNames.path(file.toString()));
  }

  @Test
  void namesOfMacOsAreComparedAsTheyLook() {
    assertEquals("Blätt", FileNames.comparable("Bla\u0308tt"));
    assertEquals("日本#", FileNames.comparable("日本#"));
  }
}

package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.io.JsonFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResizeTest {

  @TempDir Path folder;

  private static String sizeOf(String text, int height, int width) {
    return new Resize(text).of(new ImageSize(height, width)).toString();
  }

  @Test
  void aWholeNumberIsTheLongerSideOfWhatIsLarger() {
    assertEquals("750x1000", sizeOf("1000", 3000, 4000));
    assertEquals("1000x750", sizeOf("1000", 4000, 3000));
    assertEquals("667x1000", sizeOf("1000", 1334, 2001));
    assertEquals("1000x999", sizeOf("1000", 1000, 999));
    assertEquals("3x5", sizeOf("1000", 3, 5));
    assertEquals("1x10", sizeOf("10", 2, 1000));
    assertEquals("1073741824x1", sizeOf("1073741824", Integer.MAX_VALUE, 1));
  }

  @Test
  void twoNumbersAreWidthAndHeight() {
    assertEquals("480x640", sizeOf("640x480", 3000, 4000));
    assertEquals("480x640", sizeOf("640X480", 2, 2));
  }

  @Test
  void aNumberWithAPointIsAFactor() {
    assertEquals("750x1000", sizeOf("0.25", 3000, 4000));
    assertEquals("3x2", sizeOf(".5", 5, 3));
    assertEquals("10x6", sizeOf("2.0", 5, 3));
    assertEquals("10x6", sizeOf("2.", 5, 3));
    assertEquals("1x1", sizeOf("0.001", 5, 3));
  }

  @Test
  void refusesWhatSaysNoSize() {
    assertEquals(
        """
        resize is ; allowed: the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a factor with a decimal point (0.25), above 0
        resize is half; allowed: the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a factor with a decimal point (0.25), above 0
        resize is -5; allowed: the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a factor with a decimal point (0.25), above 0
        resize is 0; allowed: the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a factor with a decimal point (0.25), above 0
        resize is 0.0; allowed: the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a factor with a decimal point (0.25), above 0
        resize is 0x5; allowed: the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a factor with a decimal point (0.25), above 0
        resize is 5x; allowed: the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a factor with a decimal point (0.25), above 0
        resize is 3000000000; allowed: sides of at most 2147483647 pixels
        resize is 5x3000000000; allowed: sides of at most 2147483647 pixels
        resize is null; allowed: any value but null
        """,
        Refusals.messages(
            () -> new Resize(""),
            () -> new Resize("half"),
            () -> new Resize("-5"),
            () -> new Resize("0"),
            () -> new Resize("0.0"),
            () -> new Resize("0x5"),
            () -> new Resize("5x"),
            () -> new Resize("3000000000"),
            () -> new Resize("5x3000000000"),
            () -> new Resize(null)));
  }

  @Test
  void refusesWhatNoArrayHolds() {
    assertEquals(
        """
        resize is 50000x50000; allowed: what makes an image of 3x4 (height x width) one of at most 2147483639 pixels, not of 50000x50000
        resize is 20000.0; allowed: what makes an image of 3x4 (height x width) one of at most 2147483639 pixels, not of 60000x80000
        resize is 9999999999999999999999.0; allowed: what makes an image of 3x4 (height x width) one of at most 2147483639 pixels, not of 9223372036854775807x9223372036854775807
        """,
        Refusals.messages(
            () -> sizeOf("50000x50000", 3, 4),
            () -> sizeOf("20000.0", 3, 4),
            () -> sizeOf("9999999999999999999999.0", 3, 4)));
  }

  @Test
  void isATextInJson() throws Exception {
    Path file = folder.resolve("resize.json");
    JsonFile.write(file, new Resize("0.25"));
    assertEquals("\"0.25\"\n", Files.readString(file));
    assertEquals(new Resize("0.25"), JsonFile.read(file, Resize.class));
    assertEquals("0.25", new Resize("0.25").toString());
    assertNotEquals(new Resize("25"), new Resize("0.25"));
  }
}

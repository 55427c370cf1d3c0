package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OneLineTest {

  @Test
  void lineBreaksAndWhatIsAroundThemAreOneSpace() {
    assertEquals("a b  c", OneLine.of("a \r\n\t b  c"));
  }

  @Test
  void aLongValueIsCutAndWhatFollowsIsNot() {
    String line = OneLine.of("loss is " + "9".repeat(1_000_000) + "; allowed: numbers");

    assertEquals("loss is " + "9".repeat(250) + "... allowed: numbers", line);
  }

  @Test
  void aLongTextLosesItsMiddle() {
    String line = OneLine.of("begin " + "word ".repeat(10_000) + "end");

    assertTrue(line.length() <= 1010, line);
    assertTrue(line.startsWith("begin word") && line.endsWith("word end"), line);
  }

  @Test
  void timeIsLinear() {
    String spaces = " ".repeat(3_000_000);
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> OneLine.of(spaces + "x\n" + spaces));
  }
}

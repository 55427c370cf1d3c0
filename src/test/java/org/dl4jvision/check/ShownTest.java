package org.dl4jvision.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void isOneShortLine() {
    assertEquals("a b [31m c", Shown.of("a\r\n b\u001b[31m\u0000 c"));
    assertEquals("x".repeat(40), Shown.of("x".repeat(40)));
    assertEquals("x".repeat(40) + "..", Shown.of("x".repeat(41)));
    assertEquals(" ..", Shown.of("\n".repeat(1000)));
    assertEquals("", Shown.of(""));
  }
}

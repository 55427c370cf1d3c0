package org.dl4jvision.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void longTextsAreCutOff() {
    assertEquals("a".repeat(120), Excerpt.of("a".repeat(120)));
    assertEquals("a".repeat(120) + "...", Excerpt.of("a".repeat(121)));
    assertEquals("null", Excerpt.of(null));
  }

  @Test
  void nothingReachesATerminalButText() {
    assertEquals("a b ?[31m ??", Excerpt.of("a\nb\t\u001b[31m \0\u009b"));
  }

  @Test
  void showsWhatIsAroundAPosition() {
    String text = "a".repeat(1000) + "here" + "b".repeat(1000);
    assertEquals(
        "..." + "a".repeat(60) + "here" + "b".repeat(56) + "...", Excerpt.around(text, 1000));
    assertEquals("..." + "b".repeat(120), Excerpt.around(text, text.length()));
    assertEquals("here", Excerpt.around("here", 4));
  }
}

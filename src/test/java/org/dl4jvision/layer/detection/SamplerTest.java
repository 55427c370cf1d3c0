package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class SamplerTest {

  private static final int FOREGROUND = 40;
  private static final int IGNORED = 60;
  private static final int ALL = 1000;

  /** One object, seen by the first 40; the next 60 are ignored. */
  private static Matches matches() {
    int[] matches =
        IntStream.range(0, ALL)
            .map(
                p ->
                    p < FOREGROUND
                        ? 0
                        : p < FOREGROUND + IGNORED ? Matches.IGNORED : Matches.BACKGROUND)
            .toArray();
    return new Matches(List.of(new ObjectBox(new Box(1, 2, 3, 4), 0, false)), matches);
  }

  private static List<Integer> drawn(Matches matches, int first, int end) {
    return IntStream.range(first, end).filter(p -> !matches.isIgnored(p)).boxed().toList();
  }

  private static void assertCounts(int foreground, int background, Matches sampled) {
    assertEquals(foreground, drawn(sampled, 0, FOREGROUND).size());
    assertEquals(List.of(), drawn(sampled, FOREGROUND, FOREGROUND + IGNORED));
    assertEquals(background, drawn(sampled, FOREGROUND + IGNORED, ALL).size());
  }

  @Test
  void backgroundMakesUpTheNumber() {
    assertCounts(40, 88, Sampler.ofBackground(128).sample(matches(), 1));
    assertCounts(40, 0, Sampler.ofBackground(30).sample(matches(), 1));
    assertCounts(40, 900, Sampler.ofBackground(5000).sample(matches(), 1));
  }

  @Test
  void foregroundHasItsShare() {
    assertCounts(16, 48, Sampler.balanced(64, 0.25).sample(matches(), 1));
    assertCounts(40, 472, Sampler.balanced(512, 0.25).sample(matches(), 1));
    assertCounts(30, 0, Sampler.balanced(30, 1).sample(matches(), 1));
  }

  @Test
  void theSameSeedDrawsTheSame() {
    Sampler sampler = Sampler.balanced(64, 0.25);
    List<Integer> first = drawn(sampler.sample(matches(), 7), 0, ALL);
    assertEquals(first, drawn(sampler.sample(matches(), 7), 0, ALL));
    assertNotEquals(first, drawn(sampler.sample(matches(), 8), 0, ALL));
  }

  /** Every background prediction is as probable: 90 of 900 in each of 2000 draws. */
  @Test
  void drawsAreFair() {
    int[] counts = new int[ALL];
    for (int seed = 0; seed < 2000; seed++) {
      drawn(Sampler.ofBackground(130).sample(matches(), seed), 100, ALL).forEach(p -> counts[p]++);
    }
    for (int p = 100; p < ALL; p++) {
      assertEquals(200, counts[p], 75, "prediction " + p); // 5.6 standard deviations
    }
  }

  @Test
  void badOptionsAreNamed() {
    assertEquals(
        """
        samples is 0; allowed: whole numbers >= 1
        foregroundShare is 0.0; allowed: numbers above 0 up to 1
        foregroundShare is NaN; allowed: numbers above 0 up to 1
        """,
        Refusals.messages(
            () -> Sampler.ofBackground(0),
            () -> Sampler.balanced(8, 0),
            () -> Sampler.balanced(8, Double.NaN)));
  }
}

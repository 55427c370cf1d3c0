package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.dl4jvision.check.Fuzz;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;

/** Any text is an expression that comes back from its loss, or is refused in a line. */
class LossExpressionFuzzTest {

  private static void check(String text) {
    Fuzz.answer(() -> Losses.parse(text))
        .ifPresent(
            loss -> {
              VisionLoss again = Losses.parse(loss.toString());
              assertEquals(loss, again, text);
              assertEquals(loss.hashCode(), again.hashCode());
            });
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void expressions(@ForAll Random random) {
    check(new RandomExpressions(random).next());
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void nearlyExpressions(@ForAll Random random) {
    check(Fuzz.mutated(new RandomExpressions(random).next(), random));
  }

  @Property
  void anyText(@ForAll String text) {
    check(text);
  }

  /** Without it nothing would be tested but refusals. */
  @Test
  void manyExpressionsAreAllowed() {
    Random random = new Random(1);
    int allowed = 0;
    for (int i = 0; i < 200; i++) {
      String text = new RandomExpressions(random).next();
      allowed += Fuzz.answer(() -> Losses.parse(text)).isPresent() ? 1 : 0;
    }
    int found = allowed;
    assertTrue(found > 80 && found < 190, () -> found + " of 200");
  }

  @Test
  void longOnesAreReadInNoTime() {
    for (String part :
        new String[] {"a-", "dice+", "dice(", "[", " ", "1", "uncertainty(", "dice\0"}) {
      check(part.repeat(900_000 / part.length()));
      check("dice(classWeights=" + part.repeat(900_000 / part.length()));
      check("dice(smooth=[" + part.repeat(900_000 / part.length()) + "])");
    }
    assertTrue(Fuzz.answer(() -> Losses.parse("dice" + " ".repeat(900_000))).isPresent());
    assertTrue(Fuzz.answer(() -> Losses.parse("dice" + " ".repeat(1_000_000))).isEmpty());
  }
}

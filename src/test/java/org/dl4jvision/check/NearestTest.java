package org.dl4jvision.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> NAMES =
      List.of("cross-entropy", "dice", "fcos", "focal", "learning-rate", "rpn", "uncertainty");

  @ParameterizedTest
  @CsvSource({
    "dize, dice",
    "DICE, dice",
    "diec, dice",
    "crossentropy, cross-entropy",
    "Cross_Entropy, cross-entropy",
    "lerning-rat, learning-rate",
    "uncert, uncertainty",
    "dice-loss, dice",
    "fcoal, focal",
    "rpm, rpn",
  })
  void aMisspeltNameHasANearest(String given, String nearest) {
    assertEquals(" (did you mean " + nearest + "?)", Nearest.hint(given, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"tversky", "di", "''", "no-such-loss"})
  void nothingIsGuessedFarOff(String given) {
    assertEquals("", Nearest.hint(given, NAMES));
  }
}

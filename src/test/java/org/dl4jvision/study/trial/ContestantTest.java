package org.dl4jvision.study.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContestantTest {

  private static List<String> labels(List<String> losses, String... varied) {
    return Contestant.of("loss", losses, List.of(varied)).stream().map(Contestant::label).toList();
  }

  @Test
  void aLossIsCalledByItsExpression() {
    List<Contestant> all = Contestant.of("loss", List.of("dice", "focal(gamma=2)"), List.of());
    assertEquals(new Contestant("dice", Map.of("loss", "dice")), all.get(0));
    assertEquals("focal(gamma=2)", all.get(1).label());
  }

  @Test
  void allCombinationsAreCompared() {
    assertEquals(
        List.of(
            "loss=dice, depth=2",
            "loss=dice, depth=3",
            "loss=lovasz, depth=2",
            "loss=lovasz, depth=3"),
        labels(List.of("dice", "lovasz"), "--depth=2,3"));
  }

  @Test
  void commasInBracketsDivideNothing() {
    assertEquals(
        List.of("dice", "cross-entropy(classWeights=[1, 3], topK=0.5)"),
        labels(List.of(), "loss=dice, cross-entropy(classWeights=[1, 3], topK=0.5)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "depth   | vary is depth; allowed: option=value,value,..",
        "depth=2, | vary is 2,; allowed: values",
        "depth=2,2 | contestants is [{depth=2}, {depth=2}]; allowed: each once",
      })
  void whatMakesNoSenseIsRefused(String varied, String message) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> labels(List.of(), varied));
    assertEquals(message, e.getMessage());
  }
}

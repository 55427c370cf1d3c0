package org.dl4jvision.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class CheckTest {

  @Test
  void returnsWhatIsAllowedUpToTheBounds() {
    assertSame("x", Check.given("name", "x"));
    assertEquals(3, Check.atLeast("n", 3, 3));
    assertEquals(1, Check.between("n", 1, 1, 2));
    assertEquals(2, Check.between("n", 2, 1, 2));
    assertEquals(-Double.MAX_VALUE, Check.finite("x", -Double.MAX_VALUE));
    assertEquals(Double.MIN_VALUE, Check.positive("x", Double.MIN_VALUE));
    assertEquals(0, Check.notNegative("x", 0));
    assertEquals(0, Check.unit("x", 0));
    assertEquals(1, Check.unit("x", 1));
    assertEquals(0, Check.belowOne("x", 0));
    assertEquals(1, Check.share("x", 1));
    assertEquals(5, Check.oddSize("n", 5));
  }

  @Test
  void refusesInOneWordingWithNameValueAndWhatIsAllowed() {
    assertEquals(
        """
        loss is null; allowed: any value but null
        n is 2; allowed: whole numbers >= 3
        n is 0; allowed: 1 to 2
        n is 3; allowed: 1 to 2
        x is NaN; allowed: finite numbers
        x is Infinity; allowed: finite numbers
        x is 0.0; allowed: finite numbers > 0
        x is Infinity; allowed: finite numbers > 0
        x is -1.0E-9; allowed: finite numbers >= 0
        x is NaN; allowed: finite numbers >= 0
        x is 1.5; allowed: numbers from 0 to 1
        x is NaN; allowed: numbers from 0 to 1
        x is 1.0; allowed: numbers from 0 to below 1
        x is 0.0; allowed: numbers above 0 up to 1
        x is 1.0; allowed: numbers above 0 and below 1
        x is 0.0; allowed: numbers above 0 and below 1
        n is 4; allowed: odd numbers >= 1
        n is -1; allowed: odd numbers >= 1
        """,
        Refusals.messages(
            () -> Check.given("loss", null),
            () -> Check.atLeast("n", 2, 3),
            () -> Check.between("n", 0, 1, 2),
            () -> Check.between("n", 3, 1, 2),
            () -> Check.finite("x", Double.NaN),
            () -> Check.finite("x", Double.POSITIVE_INFINITY),
            () -> Check.positive("x", 0),
            () -> Check.positive("x", Double.POSITIVE_INFINITY),
            () -> Check.notNegative("x", -1e-9),
            () -> Check.notNegative("x", Double.NaN),
            () -> Check.unit("x", 1.5),
            () -> Check.unit("x", Double.NaN),
            () -> Check.belowOne("x", 1),
            () -> Check.share("x", 0),
            () -> Check.part("x", 1),
            () -> Check.part("x", 0),
            () -> Check.oddSize("n", 4),
            () -> Check.oddSize("n", -1)));
  }

  @Test
  void weightsAreACopyOfFiniteNumbers() {
    double[] given = {0, 2};
    double[] copy = Check.weights("classWeights", given);
    assertArrayEquals(given, copy);
    assertNotSame(given, copy);
    assertNull(Check.weights("classWeights", null));
    assertEquals(
        """
        classWeights is []; allowed: one number a class
        classWeights is [1.0, -1.0]; allowed: finite numbers >= 0
        classWeights is [NaN]; allowed: finite numbers >= 0
        """,
        Refusals.messages(
            () -> Check.weights("classWeights", new double[0]),
            () -> Check.weights("classWeights", new double[] {1, -1}),
            () -> Check.weights("classWeights", new double[] {Double.NaN})));
  }

  @Test
  void listsHaveOneNumberAClass() {
    Check.length("alpha", null, 3);
    Check.length("alpha", new double[3], 3);
    Check.oneOrLength("alpha", null, 3);
    Check.oneOrLength("alpha", new double[1], 3);
    Check.oneOrLength("alpha", new double[3], 3);
    String refusal =
        "alpha is [1.0, 2.0]; allowed: 3 numbers, one for each channel of the predictions\n";
    double[] two = {1, 2};
    assertEquals(
        refusal + refusal,
        Refusals.messages(
            () -> Check.length("alpha", two, 3), () -> Check.oneOrLength("alpha", two, 3)));
  }
}

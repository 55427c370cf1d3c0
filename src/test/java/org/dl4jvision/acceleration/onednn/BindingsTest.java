package org.dl4jvision.acceleration.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of versions that do not fit, and that it is said before anything is loaded. */
class BindingsTest {

  @Test
  void thoseOfTheBuildFit() {
    Bindings bindings = Bindings.find();
    assertTrue(bindings.version().endsWith("-" + bindings.javaCpp()), bindings.toString());
    assertNull(bindings.obstacle());
    assertNull(OneDnn.obstacle());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "?",
      value = {"3.11-1.5.13, 1.5.13", "3.12.1-1.5.14, 1.5.14", "3.11-1.5.13, ?", "?, 1.5.7"})
  void fit(String version, String javaCpp) {
    assertNull(new Bindings(version, javaCpp).obstacle());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.5.2-1.5.7", "3.9-1.5.13", "3.0-1.5.13", "4.0-1.6.0", "30.1-1.9"})
  void areOfAnotherOneDnn(String version) {
    String obstacle = new Bindings(version, "1.5.13").obstacle();
    assertTrue(obstacle.contains(version) && obstacle.contains("3.11"), obstacle);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5.7", "1.5.1", "1.5.13-SNAPSHOT", "1.6"})
  void areOfAnotherJavaCpp(String javaCpp) {
    assertEquals(
        "org.bytedeco:dnnl 3.11-1.5.13 needs JavaCPP 1.5.13 and "
            + javaCpp
            + " is there: make org.bytedeco:javacpp-platform:1.5.13 the first dependency of your"
            + " project, or change what sets it to "
            + javaCpp,
        new Bindings("3.11-1.5.13", javaCpp).obstacle());
  }
}

package org.dl4jvision.metric.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.dl4jvision.metric.Judging;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.JsonNode;

class CalibrationTest {

  @Test
  void agreesWithTheGoldenNumbers() {
    for (JsonNode one : Judging.entries(Judging.read("calibration.json").get("cases"))) {
      Calibration calibration = new Calibration(one.get("bins").asInt());
      for (int i = 0; i < one.get("labels").size(); i++) {
        calibration.add(
            Judging.numbers(one.get("probabilities").get(i)), one.get("labels").get(i).asInt());
      }
      assertNear(one.get("expectedCalibrationError"), calibration.expectedCalibrationError());
      assertNear(one.get("maximumCalibrationError"), calibration.maximumCalibrationError());
      assertNear(one.get("averageCalibrationError"), calibration.averageCalibrationError());
      assertNear(one.get("brier"), calibration.brier());
      assertEquals(15, new Calibration().bins().size());
    }
  }

  private static void assertNear(JsonNode expected, double actual) {
    assertEquals(expected.asDouble(), actual, Judging.TOLERANCE);
  }

  /** Bins of a half each: one has three predictions of which two are right, the other none. */
  @Test
  void isTheFormula() {
    Calibration calibration = new Calibration(2);
    calibration.add(new double[] {0.9, 0.1}, 0);
    calibration.add(new double[] {0.4, 0.6}, 1);
    calibration.add(new double[] {1, 0}, 1);
    double confidence = (0.9 + 0.6 + 1) / 3;
    double gap = confidence - 2.0 / 3;
    assertEquals(gap, calibration.expectedCalibrationError(), 1e-12);
    assertEquals(gap, calibration.averageCalibrationError(), 1e-12);
    assertEquals(gap, calibration.maximumCalibrationError(), 1e-12);
    assertEquals((0.02 + 0.32 + 2) / 3, calibration.brier(), 1e-12);
    assertEquals(new ReliabilityBin(0, 0.5, 0, Double.NaN, Double.NaN), calibration.bins().get(0));
    ReliabilityBin upper = calibration.bins().get(1);
    assertEquals(3, upper.count());
    assertEquals(0.5, upper.from());
    assertEquals(1, upper.to());
    assertEquals(confidence, upper.confidence(), 1e-12);
    assertEquals(2.0 / 3, upper.accuracy(), 1e-12);
  }

  /** Of equal probabilities the first class is predicted. */
  @Test
  void aTieIsOfTheFirst() {
    Calibration calibration = new Calibration(4);
    calibration.add(new double[] {0.25, 0.25, 0.25, 0.25}, 0);
    assertEquals(1, calibration.bins().get(1).accuracy());
    assertEquals(0.25, calibration.bins().get(1).confidence());
  }

  @Test
  void partsAreTheWhole() {
    Random random = new Random(5);
    Calibration whole = new Calibration();
    Calibration[] parts = {new Calibration(), new Calibration()};
    for (int i = 0; i < 500; i++) {
      double p = random.nextDouble();
      double[] both = {p, 1 - p};
      int label = random.nextDouble() < p * p ? 0 : 1;
      whole.add(both, label);
      parts[i % 2].add(both, label);
    }
    parts[0].merge(parts[1]);
    assertEquals(500, parts[0].count());
    assertEquals(whole.expectedCalibrationError(), parts[0].expectedCalibrationError(), 1e-12);
    assertEquals(whole.averageCalibrationError(), parts[0].averageCalibrationError(), 1e-12);
    assertEquals(whole.maximumCalibrationError(), parts[0].maximumCalibrationError(), 1e-12);
    assertEquals(whole.brier(), parts[0].brier(), 1e-12);
  }

  /** Labels that are drawn with the probabilities that are told. */
  @Test
  void honestProbabilitiesAreCalibrated() {
    Random random = new Random(6);
    Calibration honest = new Calibration();
    Calibration boastful = new Calibration();
    for (int i = 0; i < 200_000; i++) {
      double p = 0.5 + random.nextDouble() / 2;
      int label = random.nextDouble() < p ? 0 : 1;
      honest.add(new double[] {p, 1 - p}, label);
      double more = (1 + p) / 2;
      boastful.add(new double[] {more, 1 - more}, label);
    }
    assertEquals(0, honest.expectedCalibrationError(), 0.01);
    assertEquals(0.125, boastful.expectedCalibrationError(), 0.01);
  }

  @Test
  void nothingIsUndefined() {
    Calibration nothing = new Calibration();
    assertEquals(Double.NaN, nothing.expectedCalibrationError());
    assertEquals(Double.NaN, nothing.averageCalibrationError());
    assertEquals(Double.NaN, nothing.maximumCalibrationError());
    assertEquals(Double.NaN, nothing.brier());
  }

  @Test
  void refusesWhatIsNoPrediction() {
    assertRefused("number of probabilities is 1; allowed: whole numbers >= 2", 0, 1);
    assertRefused("label is 2; allowed: 0 to 1", 2, 0.5, 0.5);
    assertRefused("label is -1; allowed: 0 to 1", -1, 0.5, 0.5);
    assertRefused("probability is 2.5; allowed: numbers from 0 to 1", 0, 2.5, -1.5);
    assertRefused("probability is NaN; allowed: numbers from 0 to 1", 0, Double.NaN, 0.5);
    assertRefused("sum of probabilities is 1.5; allowed: 1", 0, 1, 0.5);
    Calibration other = new Calibration(3);
    assertThrows(IllegalArgumentException.class, () -> new Calibration().merge(other));
    assertThrows(IllegalArgumentException.class, () -> new Calibration(0));
  }

  private static void assertRefused(String message, int label, double... probabilities) {
    Calibration calibration = new Calibration();
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> calibration.add(probabilities, label))
            .getMessage());
    assertEquals(0, calibration.count());
  }
}

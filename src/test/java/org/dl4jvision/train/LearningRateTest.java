package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LearningRateTest {

  @Test
  void cosineRisesAndFalls() {
    LearningRate rate = LearningRate.cosine(1, 0.1);

    assertEquals(0.1, rate.at(0), 1e-12);
    assertEquals(0.55, rate.at(0.05), 1e-12);
    assertEquals(1, rate.at(0.1), 1e-12);
    assertEquals(0.505, rate.at(0.55), 1e-12);
    assertEquals(0.01, rate.at(1), 1e-12);
    assertEquals(1, LearningRate.cosine(1, 0).at(0), 1e-12);
  }

  @Test
  void constantIsTheSameThroughout() {
    assertEquals(0.5, LearningRate.constant(0.5).at(0));
    assertEquals(0.5, LearningRate.constant(0.5).at(0.99));
  }
}

package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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

  @Test
  void warmUpIsFollowedByTheWholeOfAnother() {
    LearningRate rate = LearningRate.warmUp(2, 0.2, progress -> 2 - progress);

    assertEquals(0.2, rate.at(0), 1e-12);
    assertEquals(1.1, rate.at(0.1), 1e-12);
    assertEquals(2, rate.at(0.2), 1e-12);
    assertEquals(1.5, rate.at(0.6), 1e-12);
    assertEquals(1, rate.at(1), 1e-12);
  }

  /**
   * PyTorch's OneCycleLR(max_lr=1, pct_start=0.3): 0.04, 0.52 half way up, 1, half way down, 4e-6.
   */
  @Test
  void oneCycleRisesAndFalls() {
    LearningRate rate = LearningRate.oneCycle(1, 0.3);

    assertEquals(0.04, rate.at(0), 1e-12);
    assertEquals(0.52, rate.at(0.15), 1e-12);
    assertEquals(1, rate.at(0.3), 1e-12);
    assertEquals(0.500002, rate.at(0.65), 1e-12);
    assertEquals(4e-6, rate.at(1), 1e-12);
    assertEquals(1, LearningRate.oneCycle(1, 0).at(0), 1e-12);
  }

  /** 0.5^0.9 = exp(-0.9 0.6931472) = 0.5358867. */
  @Test
  void polynomialFallsToNothing() {
    LearningRate rate = LearningRate.polynomial(2, 0.9);

    assertEquals(2, rate.at(0), 1e-12);
    assertEquals(2 * 0.5358867, rate.at(0.5), 1e-7);
    assertEquals(0, rate.at(1), 1e-12);
  }

  /** Of 12 epochs after 8 and 11. */
  @Test
  void stepsFallTwice() {
    LearningRate rate = LearningRate.steps(1);

    assertEquals(1, rate.at(7.99 / 12), 0);
    assertEquals(0.1, rate.at(8 / 12.0), 0);
    assertEquals(0.1, rate.at(10.99 / 12), 0);
    assertEquals(0.01, rate.at(11 / 12.0), 0);
  }

  @Test
  void plateauGoesByValidations() {
    LearningRate rate = LearningRate.plateau(1, 0.1, 2);
    ValidationHistory two =
        new ValidationHistory(
            List.of(
                new ValidationHistory.Best(0.1, 3),
                new ValidationHistory.Best(0.2, 0),
                new ValidationHistory.Best(0.3, 2)));

    assertEquals(1, rate.at(0.9), 0);
    assertEquals(0.01, rate.at(0.1, two), 1e-12);
    assertEquals(
        0.01, LearningRate.warmUp(1, 0.05, rate).at(0.05, two), 1e-12, "also after a warm-up");
    assertEquals(0.1, LearningRate.warmUp(1, 0.05, rate).at(0, two), 1e-12);
  }
}

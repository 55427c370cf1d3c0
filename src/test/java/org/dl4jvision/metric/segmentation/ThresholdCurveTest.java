package org.dl4jvision.metric.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdCurveTest {

  /** Beside the counts of every threshold by itself. */
  @Test
  void everyThresholdIsCounted() {
    Random random = new Random(3);
    float[] probabilities = new float[2000];
    boolean[] truth = new boolean[2000];
    ThresholdCurve curve = new ThresholdCurve();
    for (int i = 0; i < truth.length; i++) {
      truth[i] = random.nextInt(4) == 0;
      probabilities[i] = Math.max(0, Math.min(1, random.nextFloat() + (truth[i] ? 0.3f : -0.2f)));
      curve.add(probabilities[i], truth[i]);
    }
    List<ThresholdCurve.Point> points = curve.points();
    assertEquals(100, points.size());
    for (ThresholdCurve.Point point : points) {
      double both = 0;
      double predicted = 0;
      double all = 0;
      for (int i = 0; i < truth.length; i++) {
        boolean above = probabilities[i] > point.threshold();
        both += above && truth[i] ? 1 : 0;
        predicted += above ? 1 : 0;
        all += truth[i] ? 1 : 0;
      }
      assertEquals(2 * both / (predicted + all), point.dice(), 1e-12, "" + point.threshold());
      assertEquals(both / predicted, point.precision(), 1e-12);
      assertEquals(both / all, point.recall(), 1e-12);
    }
    double best = points.stream().mapToDouble(ThresholdCurve.Point::dice).max().orElseThrow();
    assertEquals(best, curve.best().dice());
  }

  /** As a prediction takes it: of exactly a half a pixel is background. */
  @Test
  void theThresholdItselfIsBelow() {
    ThresholdCurve curve = new ThresholdCurve();
    curve.add(0.5, true);
    assertEquals(0, curve.points().get(50).recall());
    assertEquals(1, curve.points().get(49).recall());
    assertEquals(0.49, curve.best().threshold(), "the nearest to a half");
  }

  @Test
  void withoutPixelsNothingIsBest() {
    assertEquals(Double.NaN, new ThresholdCurve().best().dice());
    assertEquals(0.5, new ThresholdCurve().best().threshold());
  }
}

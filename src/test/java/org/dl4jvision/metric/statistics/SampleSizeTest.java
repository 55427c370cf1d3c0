package org.dl4jvision.metric.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SampleSizeTest {

  /** (1.95996 + 0.84162)^2 = 7.8489; with s = m it is divided by 3 / pi only. */
  @Test
  void isTheFormula() {
    double[] differences = {0, Math.sqrt(2), Math.sqrt(2), 0, 0, Math.sqrt(2)};
    double ratio = Samples.variance(differences) / Math.pow(Samples.mean(differences), 2);
    assertEquals(
        Math.ceil(7.8488797 * ratio * Math.PI / 3), SampleSize.toShow(differences, 0.05, 0.8));
    assertEquals(Double.POSITIVE_INFINITY, SampleSize.toShow(new double[] {1, -1}, 0.05, 0.8));
    assertEquals(2, SampleSize.toShow(new double[] {1, 1}, 0.05, 0.8));
  }

  /** So many images show the difference about as often as is asked for. */
  @Test
  void soManyImagesShowIt() {
    Random random = new Random(1);
    double[] many = DoubleStream.generate(() -> 0.4 + random.nextGaussian()).limit(9000).toArray();
    int n = (int) SampleSize.toShow(many, 0.05, 0.8);
    int shown = 0;
    int studies = 1000;
    for (int study = 0; study < studies; study++) {
      double[] scores = DoubleStream.generate(() -> 0.4 + random.nextGaussian()).limit(n).toArray();
      shown += WilcoxonSignedRank.of(scores, new double[n]).pValue() < 0.05 ? 1 : 0;
    }
    assertEquals(0.8, (double) shown / studies, 0.05, n + " images");
  }

  @Test
  void refusesWhatIsNoSample() {
    assertEquals(
        "number of differences is 1; allowed: whole numbers >= 2",
        assertThrows(
                IllegalArgumentException.class, () -> SampleSize.toShow(new double[1], 0.05, 0.8))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> SampleSize.toShow(new double[2], 5, 0.8));
    assertTrue(SampleSize.toShow(new double[] {1, 2, 4}, 0.01, 0.8) > 2);
  }
}

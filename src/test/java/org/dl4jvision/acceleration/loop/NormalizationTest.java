package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NormalizationTest extends BaseLoopTestCase {

  /** The last two have more numbers than one thread handles alone. */
  @ParameterizedTest
  @CsvSource({"1,1,1,1", "2,5,7,3", "1,4,3,5000", "3,90,80,16"})
  void statistics(long n, long h, long w, long c) {
    INDArray x = random(n, h, w, c).addi(1000);
    ChannelStatistics statistics = ChannelStatistics.of(x);
    INDArray rows = x.reshape(n * h * w, c).castTo(DataType.DOUBLE);
    INDArray mean = rows.mean(0);
    INDArray variance = rows.var(false, 0);
    for (int i = 0; i < c; i++) {
      assertEquals(mean.getDouble(i), statistics.mean(i), 1e-7);
      double expected = n * h * w == 1 ? 0 : variance.getDouble(i);
      assertEquals(expected, statistics.variance(i), 1e-6);
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    INDArray x = random(4, 70, 90, 24);
    INDArray dy = random(4, 70, 90, 24);
    INDArray alone = x.like();
    INDArray together = x.like();
    float[] scales = new ForkJoinPool(1).submit(() -> gradient(x, dy, alone)).join();
    assertArrayEquals(scales, gradient(x, dy, together));
    assertEquals(0, alone.sub(together).amaxNumber().doubleValue());
  }

  @Test
  void nothingIsLeftOfConstantGradients() {
    INDArray x = random(2, 3, 3, 5);
    INDArray dy = x.like().addi(0.1);
    INDArray dx = x.like();
    gradient(x, dy, dx);
    assertTrue(dx.amaxNumber().doubleValue() < 1e-6);
  }

  private static float[] gradient(INDArray x, INDArray dy, INDArray dx) {
    float[] gamma = new float[(int) x.size(-1)];
    Arrays.fill(gamma, 0.5f);
    return Normalization.backward(x, ChannelStatistics.of(x), true, 1e-5, gamma, dy, dx).gamma();
  }
}

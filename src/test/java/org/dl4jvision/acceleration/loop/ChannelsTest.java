package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ChannelsTest extends BaseLoopTestCase {

  @ParameterizedTest
  @CsvSource({"2,3,5,4,7,1", "1,64,64,16,32,5", "1,1,2,9000,3,2"})
  void joinsAndSplits(long n, long h, long w, long a, long b, long c) {
    INDArray[] parts = {random(n, h, w, a), random(n, h, w, b), random(n, h, w, c)};
    INDArray whole = random(n, h, w, a + b + c);
    Channels.join(parts, whole);
    assertEquals(Nd4j.concat(3, parts), whole);
    INDArray[] back = {parts[0].like(), parts[1].like(), parts[2].like()};
    Channels.split(whole, back);
    assertArrayEquals(parts, back);
  }

  /** Of numbers that cancel out, the rounding of a sum in float would be seen. */
  @Test
  void sumsAreExact() {
    INDArray x = random(3, 120, 130, 5);
    INDArray sums = random(1, 5);
    Channels.sum(x, sums);
    INDArray expected = x.reshape('c', -1, 5).castTo(DataType.DOUBLE).sum(true, 0);
    double difference = expected.sub(sums.castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
    assertTrue(difference <= 1e-6 * expected.amaxNumber().doubleValue(), () -> "by " + difference);
  }
}

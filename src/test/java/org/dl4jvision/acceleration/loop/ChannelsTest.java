package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}

package org.dl4jvision.loss.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class BufferPoolTest {

  private final BufferPool<double[]> pool = new BufferPool<>(double[]::new);

  @Test
  void lendsABufferToOneBorrowerAtATime() {
    double[] first = pool.take(3);
    double[] second = pool.take(3);
    assertNotSame(first, second);
    pool.release(3, first);
    assertSame(first, pool.take(3));
  }

  @Test
  void keepsSizesApart() {
    pool.release(3, pool.take(3));
    assertEquals(4, pool.take(4).length);
  }

  @Test
  void givesUpTheOldestOfManySizes() {
    double[] oldest = pool.take(1);
    pool.release(1, oldest);
    for (int size = 2; size <= 17; size++) {
      pool.release(size, pool.take(size));
    }
    assertNotSame(oldest, pool.take(1));
  }
}

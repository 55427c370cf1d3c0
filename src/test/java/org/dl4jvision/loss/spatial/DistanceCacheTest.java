package org.dl4jvision.loss.spatial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistanceCacheTest {

  private static final int[] SHAPE = {4, 5};

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    IntStream.of(set).forEach(bits::set);
    return bits;
  }

  @Test
  void whatComesAgainIsNotComputedAgain() {
    DistanceCache cache = new DistanceCache(1000);
    double[] first = cache.signed(SHAPE, bits(1, 7), null);
    assertSame(first, cache.signed(new int[] {4, 5}, bits(1, 7), null));
    assertSame(
        cache.signed(SHAPE, bits(1, 7), bits(1, 7, 8)),
        cache.signed(SHAPE, bits(1, 7), bits(1, 7, 8)));
  }

  @Test
  void everyDifferenceInContentIsNoticed() {
    DistanceCache cache = new DistanceCache(1000);
    double[] first = cache.signed(SHAPE, bits(1, 7), null);
    assertNotSame(first, cache.signed(new int[] {5, 4}, bits(1, 7), null));
    assertNotSame(first, cache.signed(SHAPE, bits(1, 8), null));
    assertNotSame(first, cache.signed(SHAPE, bits(1, 7), bits(1, 7)));
    assertArrayEquals(
        DistanceTransform.signed(SHAPE, bits(1, 8), null), cache.signed(SHAPE, bits(1, 8), null));
  }

  @Test
  void argumentsMayBeChangedAfterwards() {
    DistanceCache cache = new DistanceCache(1000);
    BitSet foreground = bits(1, 7);
    int[] shape = SHAPE.clone();
    double[] first = cache.signed(shape, foreground, null);
    foreground.set(9);
    shape[0] = 5;
    shape[1] = 4;
    assertSame(first, cache.signed(SHAPE, bits(1, 7), null));
    assertArrayEquals(
        DistanceTransform.signed(shape, bits(1, 7, 9), null),
        cache.signed(shape, foreground, null));
  }

  @Test
  void keepsWhatWasAskedForLast() {
    DistanceCache cache = new DistanceCache(45);
    double[] first = cache.signed(SHAPE, bits(1), null);
    double[] second = cache.signed(SHAPE, bits(2), null);
    assertSame(first, cache.signed(SHAPE, bits(1), null));
    cache.signed(SHAPE, bits(3), null);
    assertEquals(40, cache.pixels());
    assertSame(first, cache.signed(SHAPE, bits(1), null));
    assertNotSame(second, cache.signed(SHAPE, bits(2), null));
    cache.signed(new int[] {10, 5}, bits(2), null);
    assertEquals(40, cache.pixels(), "too large to be kept");
    assertThrows(IllegalArgumentException.class, () -> new DistanceCache(-1));
  }

  @Test
  void threadsMayShareOne() {
    DistanceCache cache = new DistanceCache(100);
    IntStream.range(0, 2000)
        .parallel()
        .forEach(
            i -> {
              BitSet foreground = Images.bits(new Random(i % 17), 20, 0.4);
              assertArrayEquals(
                  DistanceTransform.signed(SHAPE, foreground, null),
                  cache.signed(SHAPE, foreground, null));
            });
    assertEquals(100, cache.pixels());
  }
}

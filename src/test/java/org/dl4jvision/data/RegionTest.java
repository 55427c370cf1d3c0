package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {

  private static final ImageSize IMAGE = new ImageSize(10, 20);

  @Test
  void stripsAreAllRowsOnce() {
    assertEquals(
        List.of(Region.rows(0, 4, 20), Region.rows(4, 4, 20), Region.rows(8, 2, 20)),
        Region.strips(IMAGE, 4));
    assertEquals(List.of(Region.of(IMAGE)), Region.strips(IMAGE, Integer.MAX_VALUE));
  }

  @Test
  void knowsWhatAnImageHas() {
    Region region = new Region(8, 15, 4, 5);
    assertFalse(region.isIn(IMAGE));
    assertEquals(new Region(8, 15, 2, 5), region.in(IMAGE));
    assertTrue(region.in(IMAGE).isIn(IMAGE));
    assertTrue(Region.of(IMAGE).isAllOf(IMAGE));
    assertThrows(IllegalArgumentException.class, () -> region.requireIn(IMAGE));
  }

  @Test
  void countsMorePixelsThanAnArrayHas() {
    assertEquals(10_000_000_000L, Region.of(new ImageSize(100_000, 100_000)).area());
  }

  @Test
  void isSomewhereAndSomething() {
    assertThrows(IllegalArgumentException.class, () -> new Region(-1, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Region(0, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Region(Integer.MAX_VALUE, 0, 2, 1));
  }

  @Test
  void cutsItsPixelsOutOfPlanes() {
    ImageSize image = new ImageSize(2, 3);
    Region right = new Region(0, 1, 2, 2);
    assertArrayEquals(
        new float[] {1, 2, 4, 5, 7, 8, 10, 11},
        right.cut(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, image));
    assertArrayEquals(new byte[] {1, 2, 4, 5}, right.cut(new byte[] {0, 1, 2, 3, 4, 5}, image));
    assertArrayEquals(
        new int[] {3}, new Region(1, 0, 1, 1).cut(new int[] {0, 1, 2, 3, 4, 5}, image));
    assertThrows(
        IllegalArgumentException.class, () -> new Region(1, 1, 2, 2).cut(new int[6], image));
  }
}

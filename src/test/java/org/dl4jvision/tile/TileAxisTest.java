package org.dl4jvision.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class TileAxisTest {

  private static int[] offsets(TileAxis axis) {
    return IntStream.range(0, axis.count()).map(axis::offset).toArray();
  }

  /** Figures of nnU-Net's own documentation of its steps. */
  @Test
  void liesAsNnUNetsTiles() {
    assertArrayEquals(new int[] {0, 23, 46}, offsets(TileAxis.of(110, 64, 0.5, 1)));
  }

  @Test
  void oneTileIsAsLongAsTheImage() {
    TileAxis axis = TileAxis.of(48, 256, 0.25, 16);
    assertArrayEquals(new int[] {0}, offsets(axis));
    assertEquals(48, axis.side());
  }

  @Test
  void offsetsKeepTheGridOfPooling() {
    assertArrayEquals(new int[] {0, 32, 80, 112}, offsets(TileAxis.of(176, 64, 0.25, 16)));
  }

  /** Two tiles of 1024 would compute almost twice the pixels. */
  @Test
  void tilesAreNoLongerThanTheirNumberNeeds() {
    TileAxis axis = TileAxis.fitting(1040, 1024, 0.25, 16);
    assertArrayEquals(new int[] {0, 432}, offsets(axis));
    assertEquals(608, axis.side());
  }

  @Property(tries = 500)
  void coversEvenlyInMultiples(
      @ForAll @IntRange(min = 1, max = 400) int length,
      @ForAll @IntRange(min = 1, max = 80) int side,
      @ForAll @DoubleRange(min = 0, max = 0.75) double overlap,
      @ForAll @IntRange(min = 1, max = 32) int multipleOf,
      @ForAll boolean fitting) {
    TileAxis axis =
        fitting
            ? TileAxis.fitting(length * multipleOf, side * multipleOf, overlap, multipleOf)
            : TileAxis.of(length * multipleOf, side * multipleOf, overlap, multipleOf);
    int[] offsets = offsets(axis);
    assertEquals(0, offsets[0]);
    assertEquals(axis.length(), offsets[offsets.length - 1] + axis.side());
    assertTrue(axis.side() <= side * multipleOf && axis.side() % multipleOf == 0);
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int i = 1; i < offsets.length; i++) {
      int step = offsets[i] - offsets[i - 1];
      assertEquals(0, step % multipleOf);
      least = Math.min(least, step);
      most = Math.max(most, step);
    }
    if (offsets.length > 1) {
      assertTrue(least > 0 && most - least <= multipleOf, Arrays.toString(offsets));
      assertTrue(
          most == multipleOf || axis.side() - most >= overlap * axis.side() - 1e-6,
          Arrays.toString(offsets));
    }
  }

  @Property(tries = 200)
  void weightsAddUpToOneEverywhere(
      @ForAll @IntRange(min = 1, max = 60) int length,
      @ForAll @IntRange(min = 1, max = 20) int side,
      @ForAll @DoubleRange(min = 0, max = 0.75) double overlap,
      @ForAll @IntRange(min = 1, max = 4) int factor) {
    int multipleOf = 2 * factor;
    TileAxis axis = TileAxis.of(length * multipleOf, side * multipleOf, overlap, multipleOf);
    float[] sum = new float[axis.length() / factor];
    int[] tiles = new int[sum.length];
    for (int i = 0; i < axis.count(); i++) {
      float[] weights = axis.weights(i, factor);
      assertEquals(axis.side() / factor, weights.length);
      for (int x = 0; x < weights.length; x++) {
        assertTrue(weights[x] > 0);
        sum[axis.offset(i) / factor + x] += weights[x];
        tiles[axis.offset(i) / factor + x]++;
      }
    }
    for (int x = 0; x < sum.length; x++) {
      assertEquals(1, sum[x], tiles[x] == 1 ? 0 : 1e-6);
    }
  }

  @Test
  void refusesWhatIsNoMultiple() {
    assertEquals(
        """
        length is 100; allowed: multiples of 16 > 0
        side is 40; allowed: multiples of 16 > 0
        overlap is 1.0; allowed: numbers from 0 to below 1
        """,
        Refusals.messages(
            () -> TileAxis.of(100, 64, 0.25, 16),
            () -> TileAxis.of(160, 40, 0.25, 16),
            () -> TileAxis.of(160, 48, 1, 16)));
  }
}

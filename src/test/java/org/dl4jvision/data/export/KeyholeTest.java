package org.dl4jvision.data.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.PixelRegion;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.RegionBorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyholeTest {

  private static byte[] paint(double[] ring, ImageSize size) {
    byte[] map = new byte[size.height() * size.width()];
    new Polygon(ring).region(size).paint(map, Region.of(size), (byte) 1);
    return map;
  }

  @Test
  void aLineLeadsThereAndBack() {
    double[] outer = {0, 0, 10, 0, 10, 10, 0, 10};
    double[] hole = {4, 4, 4, 6, 6, 6, 6, 4};
    assertArrayEquals(
        new double[] {0, 0, 4, 4, 4, 6, 6, 6, 6, 4, 4, 4, 0, 0, 10, 0, 10, 10, 0, 10},
        Keyhole.join(List.of(outer, hole)));
    assertArrayEquals(outer, Keyhole.join(List.of(outer)));
  }

  /** Noise has many holes and parts. */
  @ParameterizedTest
  @ValueSource(ints = {20, 60, 200})
  void theSamePixelsAreInside(int side) {
    Random random = new Random(side);
    ImageSize size = new ImageSize(side, side);
    boolean[] noise = new boolean[side * side];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextInt(3) > 0;
    }
    PixelRegion region = PixelRegion.of(size, (x, y) -> noise[y * side + x]);
    byte[] expected = new byte[noise.length];
    region.paint(expected, Region.of(size), (byte) 1);
    assertArrayEquals(expected, paint(Keyhole.join(RegionBorder.of(region).rings()), size));
  }

  @Test
  void whatReachesOutOfTheImageIsCut() {
    ImageSize size = new ImageSize(8, 8);
    double[] star = {4, -6, 5, 3, 14, 4, 5, 5, 4, 14, 3, 5, -6, 4, 3, 3};
    double[] clipped = Keyhole.clip(star, size);
    for (double number : clipped) {
      assertEquals(Math.max(0, Math.min(8, number)), number);
    }
    assertArrayEquals(paint(star, size), paint(clipped, size));
    assertEquals(0, Keyhole.clip(new double[] {9, 1, 12, 1, 12, 5}, size).length);
  }
}

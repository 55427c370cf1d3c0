package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.dl4jvision.data.Components.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Borders, components and run lengths of regions, which say the same pixels. */
class RegionBorderTest {

  private static final ImageSize SIZE = new ImageSize(4, 6);

  private static byte[] map(String rows) {
    String digits = rows.replace("\n", "");
    byte[] map = new byte[digits.length()];
    for (int i = 0; i < map.length; i++) {
      map[i] = (byte) (digits.charAt(i) - '0');
    }
    return map;
  }

  private static PixelRegion region(String rows) {
    byte[] map = map(rows);
    return PixelRegion.of(SIZE, (x, y) -> map[y * SIZE.width() + x] != 0);
  }

  private static byte[] paint(Outline outline, ImageSize size) {
    byte[] map = new byte[size.height() * size.width()];
    outline.region(size).paint(map, Region.of(size), (byte) 1);
    return map;
  }

  @Test
  void aBorderHasTheCornersOnly() {
    RegionBorder border = RegionBorder.of(region("000000\n011100\n011000\n000000\n"));
    assertEquals(List.of(), border.holes());
    assertEquals(1, border.outer().size());
    assertArrayEquals(new double[] {1, 1, 4, 1, 4, 2, 3, 2, 3, 3, 1, 3}, border.outer().get(0));
  }

  @Test
  void whatIsEnclosedIsAHole() {
    RegionBorder border = RegionBorder.of(region("011100\n010100\n011100\n000000\n"));
    assertEquals(1, border.outer().size());
    assertArrayEquals(new double[] {1, 0, 4, 0, 4, 3, 1, 3}, border.outer().get(0));
    assertEquals(1, border.holes().size());
    assertArrayEquals(new double[] {2, 1, 2, 2, 3, 2, 3, 1}, border.holes().get(0));
  }

  @Test
  void aCornerConnectsNoRings() {
    RegionBorder border = RegionBorder.of(region("010000\n001000\n000000\n000000\n"));
    assertEquals(List.of(), border.holes());
    assertArrayEquals(new double[] {1, 0, 2, 0, 2, 1, 1, 1}, border.outer().get(0));
    assertArrayEquals(new double[] {2, 1, 3, 1, 3, 2, 2, 2}, border.outer().get(1));
  }

  @Test
  void nothingHasNoBorder() {
    PixelRegion none = region("0".repeat(24));
    assertEquals(List.of(), RegionBorder.of(none).rings());
    assertArrayEquals(new int[] {24}, RunLengths.of(none, SIZE).counts());
    assertEquals(List.of(), Components.of(new byte[24], SIZE, value -> value > 0));
  }

  @Test
  void runsGoDownTheColumns() {
    PixelRegion region = region("100000\n100001\n110001\n110001\n");
    assertArrayEquals(new int[] {0, 4, 2, 2, 13, 3, 0}, RunLengths.of(region, SIZE).counts());
  }

  @Test
  void cornersConnectComponents() {
    List<Component> components =
        Components.of(map("110022\n001100\n220110\n022000\n"), SIZE, value -> value > 0);
    assertEquals(3, components.size());
    assertEquals(List.of(1, 2, 2), components.stream().map(Component::value).toList());
    assertEquals(
        List.of(6, 2, 4), components.stream().map(component -> component.pixels().area()).toList());
  }

  @Test
  void cornersOfRunsThatEndTogetherConnect() {
    List<Component> components =
        Components.of(map("112200\n221100\n000000\n000000\n"), SIZE, value -> value > 0);
    assertEquals(
        List.of(4, 4), components.stream().map(component -> component.pixels().area()).toList());
  }

  /** Noise has all cases: holes, corners, sides of the image. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void allSayTheSamePixels(int seed) {
    Random random = new Random(seed);
    ImageSize size = new ImageSize(5 + random.nextInt(20), 5 + random.nextInt(20));
    byte[] map = new byte[size.height() * size.width()];
    for (int i = 0; i < map.length; i++) {
      map[i] = (byte) random.nextInt(3);
    }
    byte[] again = new byte[map.length];
    for (Component component : Components.of(map, size, value -> value > 0)) {
      PixelRegion region = component.pixels();
      byte[] expected = paint(new RegionOutline(region, size), size);
      RegionBorder border = RegionBorder.of(region);
      assertArrayEquals(
          expected, paint(new Outline.Polygon(border.rings().toArray(double[][]::new)), size));
      assertArrayEquals(expected, paint(RunLengths.of(region, size), size));
      assertEquals(region.bounds(), RunLengths.of(region, size).bounds());
      assertTrue(border.holes().size() < region.area());
      region.paint(again, Region.of(size), (byte) component.value());
    }
    assertArrayEquals(map, again);
  }
}

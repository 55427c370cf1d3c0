package org.dl4jvision.data.format.mask;

/** The palette of Pascal VOC's masks. */
public final class VocColors {

  private VocColors() {}

  /**
   * The color 0xRRGGBB of an index: its bits in turn are the highest of red, green and blue, and so
   * on.
   *
   * @param index 0 to 255
   */
  public static int color(int index) {
    int color = 0;
    for (int bits = index, level = 7; bits > 0; bits >>= 3, level--) {
      color |= (bits & 1) << 16 + level | (bits >> 1 & 1) << 8 + level | (bits >> 2 & 1) << level;
    }
    return color;
  }
}

package org.dl4jvision.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.Locale;
import org.dl4jvision.data.segmentation.SegmentationSample;

/** A fixed color for every class index. */
public final class Palette {

  /** These colors are distinct on light and on dark images; neighbors in the list are far apart. */
  private static final int[] COLORS = {
    0xE6194B, 0x1F9BE0, 0x3CB44B, 0xF58231, 0x911EB4, 0x17BECF, 0xF032E6, 0x9A6324, 0xB5BD00,
    0x2F4FD0, 0xFF9DA7, 0x008080, 0x800000, 0xBFA0F0, 0x808000, 0x6FD08C, 0xFFC61A, 0x7F7F7F,
    0x000075, 0xD2691E
  };

  private static final double GOLDEN_RATIO = 0.618033988749895;

  private Palette() {}

  /** A color for each index from 0: first the list above, then hues by the golden ratio. */
  static Color color(int index) {
    if (index < COLORS.length) {
      return new Color(COLORS[index]);
    }
    int i = index - COLORS.length;
    return Color.getHSBColor((float) (i * GOLDEN_RATIO % 1), i % 2 == 0 ? 0.9f : 0.5f, 0.85f);
  }

  /** The {@link #color} as CSS writes it. */
  public static String css(int index) {
    return String.format(Locale.ROOT, "#%06x", color(index).getRGB() & 0xFFFFFF);
  }

  /** Whether class 0 is a background: of two classes, or named so. */
  static boolean hasBackground(List<String> classNames) {
    return classNames.size() <= 2 || classNames.get(0).equalsIgnoreCase("background");
  }

  /** The color of a class; null for the background. */
  static Color classColor(List<String> classNames, int index) {
    if (!hasBackground(classNames)) {
      return color(index);
    }
    return index == 0 ? null : color(index - 1);
  }

  /** Colors by class index for an 8-bit image: background black, void white. */
  static IndexColorModel colorModel(List<String> classNames) {
    int[] rgb = new int[256];
    for (int i = 0; i < rgb.length; i++) {
      Color color = classColor(classNames, i);
      rgb[i] = color == null ? 0 : color.getRGB() & 0xFFFFFF;
    }
    rgb[SegmentationSample.IGNORE] = 0xFFFFFF;
    return new IndexColorModel(8, 256, rgb, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  static BufferedImage indexed(List<String> classNames, int width, int height) {
    return new BufferedImage(
        width, height, BufferedImage.TYPE_BYTE_INDEXED, colorModel(classNames));
  }
}

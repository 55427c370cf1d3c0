package org.dl4jvision.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.segmentation.SegmentationSample;

/** Draws class maps over images, and says in a legend what their colors mean. Immutable. */
final class ClassMapPainter {

  private static final double TINT = 0.4;
  private static final int SWATCH = 14;

  private final List<String> classNames;

  /**
   * @param classNames one name a class, for colors and legend
   */
  ClassMapPainter(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
    Check.between("number of class names", classNames.size(), 1, SegmentationSample.IGNORE);
  }

  /** Refuses a class map that has not one class a pixel. */
  static void checkSize(byte[] classes, int width, int height) {
    Check.that(
        classes.length == width * height,
        "number of pixels of a class map",
        classes.length,
        width * height + " (" + width + " x " + height + ")");
  }

  /**
   * A class map as an image whose pixel values are the class indices.
   *
   * @param classes the class index of each pixel, row by row
   */
  BufferedImage mask(byte[] classes, int width, int height) {
    checkSize(classes, width, height);
    BufferedImage mask = Palette.indexed(classNames, width, height);
    mask.getRaster().setDataElements(0, 0, width, height, classes);
    return mask;
  }

  /** An image, {@code factor} times as large as the class map, tinted by it. */
  BufferedImage tint(BufferedImage image, byte[] classes, int factor) {
    int width = image.getWidth();
    int height = image.getHeight();
    int mapWidth = width / factor;
    checkSize(classes, mapWidth, height / factor);
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int label = label(classes, mapWidth, factor, x, y);
        int i = y * width + x;
        if (label == SegmentationSample.IGNORE) {
          rgb[i] = hatched(x, y) ? 0 : blend(rgb[i], 0xFFFFFF, 0.5);
          continue;
        }
        checkLabel(label);
        Color color = Palette.classColor(classNames, label);
        if (color != null) {
          boolean border =
              (x > 0 && label(classes, mapWidth, factor, x - 1, y) != label)
                  || (x < width - 1 && label(classes, mapWidth, factor, x + 1, y) != label)
                  || (y > 0 && label(classes, mapWidth, factor, x, y - 1) != label)
                  || (y < height - 1 && label(classes, mapWidth, factor, x, y + 1) != label);
          rgb[i] = blend(rgb[i], color.getRGB(), border ? 1 : TINT);
        }
      }
    }
    BufferedImage tinted = Canvas.blank(width, height);
    tinted.setRGB(0, 0, width, height, rgb, 0, width);
    return tinted;
  }

  private static int label(byte[] classes, int mapWidth, int factor, int x, int y) {
    return classes[y / factor * mapWidth + x / factor] & 0xFF;
  }

  private void checkLabel(int label) {
    if (label >= classNames.size()) {
      String allowed =
          String.format("0 to %d, %d for void", classNames.size() - 1, SegmentationSample.IGNORE);
      Check.that(false, "a value of a class map", label, allowed);
    }
  }

  private static boolean hatched(int x, int y) {
    return (x + y) % 6 < 3;
  }

  private static int blend(int below, int above, double share) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int a = below >> shift & 0xFF;
      int b = above >> shift & 0xFF;
      mixed |= (int) Math.round(a + share * (b - a)) << shift;
    }
    return mixed;
  }

  /**
   * The classes that have colors.
   *
   * @param hasVoid whether void pixels are shown, too
   */
  Legend legend(boolean hasVoid) {
    Legend legend = new Legend(SWATCH, 14);
    for (int c = 0; c < classNames.size(); c++) {
      Color color = Palette.classColor(classNames, c);
      if (color != null) {
        legend.add(classNames.get(c), (graphics, x, y) -> swatch(graphics, x, y, color, color));
      }
    }
    if (hasVoid) {
      legend.add("void", (graphics, x, y) -> swatch(graphics, x, y, Color.BLACK, Color.WHITE));
    }
    return legend;
  }

  private static void swatch(Graphics2D graphics, int left, int top, Color dark, Color light) {
    for (int y = 0; y < SWATCH; y++) {
      for (int x = 0; x < SWATCH; x++) {
        graphics.setColor(hatched(x, y) ? dark : light);
        graphics.fillRect(left + x, top + 2 + y, 1, 1);
      }
    }
    graphics.setColor(Color.DARK_GRAY);
    graphics.drawRect(left, top + 2, SWATCH - 1, SWATCH - 1);
  }
}

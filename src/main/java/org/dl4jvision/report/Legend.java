package org.dl4jvision.report;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** What the colors and strokes of an image mean: names with swatches, in lines below it. */
final class Legend {

  private static final int GAP = 5;

  /** Draws what a name stands for, in a line of text whose upper left corner is given. */
  interface Swatch {
    void paint(Graphics2D graphics, int left, int top);
  }

  private record Entry(String name, Swatch swatch) {}

  private final int swatchWidth;
  private final int baseline;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param swatchWidth room for a swatch, in pixels
   * @param baseline of the names, below the top of their line
   */
  Legend(int swatchWidth, int baseline) {
    this.swatchWidth = swatchWidth;
    this.baseline = baseline;
  }

  void add(String name, Swatch swatch) {
    entries.add(new Entry(name, swatch));
  }

  /**
   * The image with this legend below it.
   *
   * @param minWidth the least width in pixels, where the image is narrower than the legend
   */
  BufferedImage below(BufferedImage image, int minWidth) {
    FontMetrics metrics = Canvas.begin(Canvas.blank(1, 1)).getFontMetrics();
    int width = Math.max(image.getWidth(), minWidth);
    int[] lefts = new int[entries.size()];
    int[] tops = new int[entries.size()];
    int x = Sheet.MARGIN;
    int y = image.getHeight();
    for (int i = 0; i < lefts.length; i++) {
      int advance = swatchWidth + GAP + metrics.stringWidth(entries.get(i).name) + 2 * Sheet.MARGIN;
      if (x > Sheet.MARGIN && x + advance > width) {
        x = Sheet.MARGIN;
        y += Sheet.LINE;
      }
      lefts[i] = x;
      tops[i] = y;
      x += advance;
    }
    BufferedImage whole = Canvas.blank(width, y + (entries.isEmpty() ? 1 : Sheet.LINE));
    Graphics2D graphics = Canvas.begin(whole);
    graphics.drawImage(image, 0, 0, null);
    for (int i = 0; i < lefts.length; i++) {
      entries.get(i).swatch.paint(graphics, lefts[i], tops[i]);
      graphics.setColor(Color.BLACK);
      graphics.drawString(entries.get(i).name, lefts[i] + swatchWidth + GAP, tops[i] + baseline);
    }
    graphics.dispose();
    return whole;
  }
}

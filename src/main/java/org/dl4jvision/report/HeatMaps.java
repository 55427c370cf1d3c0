package org.dl4jvision.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.report.Sheet.Panel;

/**
 * Draws numbers of pixels over their image: dark where they are small, bright where they are large,
 * each map up to its own largest number. Numbers below 0 are shown as 0.
 */
public final class HeatMaps {

  private static final int PANEL = 384;
  private static final int MAX_PANEL = 640;
  private static final int MIN_CELL = 120;

  /** How much of the image is seen through the brightest color. */
  private static final double LEAST_SEEN = 0.25;

  private HeatMaps() {}

  /**
   * An image, its truth where there is one, and maps over the image.
   *
   * @param maps a number a pixel, row by row, by their captions
   * @throws IllegalArgumentException if a map does not fit the image
   */
  public static BufferedImage sheet(
      SegmentationSample sample, List<String> classNames, Map<String, double[]> maps) {
    int factor = Math.max(1, PANEL / Math.max(sample.width(), sample.height()));
    BufferedImage image = image(sample, factor);
    List<Panel> panels = new ArrayList<>();
    panels.add(panel(sample.name(), image));
    if (sample.labels() != null) {
      panels.add(
          panel("truth", new ClassMapPainter(classNames).tint(image, sample.labels(), factor)));
    }
    maps.forEach((caption, values) -> panels.add(panel(caption, over(image, factor, values))));
    return sheet(panels);
  }

  /**
   * An image with a box, and a map over it.
   *
   * @param values of the image, channel by channel, in any range
   * @param box in its pixels
   * @param map a number a pixel, row by row
   */
  public static BufferedImage box(
      float[] values, int channels, int height, int width, Box box, String caption, double[] map) {
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float[] shown = new float[values.length];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = high > low ? (values[i] - low) / (high - low) : 0;
    }
    int factor = Math.max(1, PANEL / Math.max(width, height));
    BufferedImage image = Canvas.enlarge(Canvas.image(shown, channels, height, width), factor);
    BufferedImage over = over(image, factor, map);
    mark(image, box, factor);
    mark(over, box, factor);
    return sheet(List.of(panel(caption, image), panel("Grad-CAM", over)));
  }

  private static void mark(BufferedImage image, Box box, int factor) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.CYAN);
    graphics.setStroke(new BasicStroke(2));
    graphics.drawRect(
        (int) (factor * box.left()),
        (int) (factor * box.top()),
        (int) (factor * box.width()),
        (int) (factor * box.height()));
    graphics.dispose();
  }

  /** Pictures beside each other, above the colors. */
  static BufferedImage sheet(List<Panel> panels) {
    Sheet sheet = new Sheet(0);
    int widest = panels.stream().mapToInt(Panel::width).max().orElse(0);
    sheet.addRow(Math.max(MIN_CELL, widest), panels);
    return HeatColors.below(sheet.draw(), "0", "largest");
  }

  private static BufferedImage image(SegmentationSample sample, int factor) {
    return Canvas.enlarge(
        Canvas.image(sample.image(), sample.channels(), sample.height(), sample.width()), factor);
  }

  static Panel panel(String caption, BufferedImage image) {
    double shrink = Math.min(1, (double) MAX_PANEL / Math.max(image.getWidth(), image.getHeight()));
    return new Panel(
        caption,
        image,
        Math.max(1, (int) Math.round(image.getWidth() * shrink)),
        Math.max(1, (int) Math.round(image.getHeight() * shrink)));
  }

  /**
   * A map over an image.
   *
   * @param factor how many times the image is as large as the map
   */
  static BufferedImage over(BufferedImage image, int factor, double[] values) {
    int width = image.getWidth() / factor;
    int pixels = width * (image.getHeight() / factor);
    Check.that(values.length == pixels, "number of values of a map", values.length, "" + pixels);
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    BufferedImage result = Canvas.blank(image.getWidth(), image.getHeight());
    for (int y = 0; y < result.getHeight(); y++) {
      for (int x = 0; x < result.getWidth(); x++) {
        double value = values[y / factor * width + x / factor];
        double share = largest > 0 ? Math.max(0, value) / largest : 0;
        Color color =
            HeatColors.mix(
                new Color(image.getRGB(x, y)),
                HeatColors.of(share),
                0.35 + share * (1 - LEAST_SEEN - 0.35));
        result.setRGB(x, y, color.getRGB());
      }
    }
    return result;
  }
}

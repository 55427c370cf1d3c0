package org.dl4jvision.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.dl4jvision.metric.Decimals;

/** Colors for numbers from 0 to 1, from dark to bright so that they are seen in gray, too. */
final class HeatColors {

  /** Equally spaced points, between which colors are mixed. */
  private static final int[] POINTS = {0x0B0724, 0x57106E, 0xBC3754, 0xF98E09, 0xFCFFA4};

  private HeatColors() {}

  /** The color of a number; those outside of 0 to 1 have that of the nearest end. */
  static Color of(double value) {
    double at = Math.max(0, Math.min(1, value)) * (POINTS.length - 1);
    int low = Math.min(POINTS.length - 2, (int) at);
    return mix(new Color(POINTS[low]), new Color(POINTS[low + 1]), at - low);
  }

  /** A color between two others. */
  static Color mix(Color below, Color above, double share) {
    return new Color(
        mix(below.getRed(), above.getRed(), share),
        mix(below.getGreen(), above.getGreen(), share),
        mix(below.getBlue(), above.getBlue(), share));
  }

  private static int mix(int below, int above, double share) {
    return (int) Math.round(below + share * (above - below));
  }

  /** A bar of all colors with what its ends stand for, below a picture. */
  static BufferedImage below(BufferedImage picture, String low, String high) {
    int bar = 200;
    BufferedImage result =
        Canvas.blank(picture.getWidth(), picture.getHeight() + Sheet.LINE + 2 * Sheet.MARGIN);
    Graphics2D graphics = Canvas.begin(result);
    graphics.drawImage(picture, 0, 0, null);
    int top = picture.getHeight() + Sheet.MARGIN;
    int base = top + Sheet.LINE - 6;
    graphics.drawString(low, Sheet.MARGIN, base);
    int left = 2 * Sheet.MARGIN + graphics.getFontMetrics().stringWidth(low);
    for (int x = 0; x < bar; x++) {
      graphics.setColor(of(x / (bar - 1.0)));
      graphics.drawLine(left + x, top + 4, left + x, top + Sheet.LINE - 6);
    }
    graphics.setColor(Color.BLACK);
    graphics.drawString(high, left + bar + Sheet.MARGIN, base);
    graphics.dispose();
    return result;
  }

  /** A number beside a bar. */
  static String text(double value) {
    return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e4
        ? Decimals.of(value)
        : String.format(Locale.ROOT, "%.2e", value);
  }
}

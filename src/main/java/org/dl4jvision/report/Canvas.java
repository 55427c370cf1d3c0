package org.dl4jvision.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Makes the surface that is drawn on, and draws images there. */
final class Canvas {

  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  private Canvas() {}

  /** A new image in 8 bits of red, green and blue. */
  static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  /**
   * Fills an image with white; what is drawn next has black ink, smooth text and smooth shrinking.
   */
  static Graphics2D begin(BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(FONT);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return graphics;
  }

  /** A text that fits a width in pixels, cut if it must be. */
  static String shorten(String text, FontMetrics metrics, int width) {
    String shown = text;
    for (int length = text.length(); length > 0 && metrics.stringWidth(shown) > width; length--) {
      shown = text.substring(0, length - 1) + "…";
    }
    return shown;
  }

  /**
   * An image from its values. One that uses less than half of the range from black to white is
   * stretched to the whole of it, or the eye would see nothing.
   *
   * @param values in [0, 1], channel by channel, row by row
   * @param channels 1 (gray) or 3 (red, green, blue)
   */
  static BufferedImage image(float[] values, int channels, int height, int width) {
    int plane = height * width;
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    boolean stretch = high > low && high - low < 0.5f;
    float offset = stretch ? low : 0;
    float scale = stretch ? 255 / (high - low) : 255;
    int[] rgb = new int[plane];
    boolean color = channels >= 3;
    for (int i = 0; i < plane; i++) {
      int red = level(values[i], offset, scale);
      int green = color ? level(values[plane + i], offset, scale) : red;
      int blue = color ? level(values[2 * plane + i], offset, scale) : red;
      rgb[i] = red << 16 | green << 8 | blue;
    }
    BufferedImage image = blank(width, height);
    image.setRGB(0, 0, width, height, rgb, 0, width);
    return image;
  }

  private static int level(float value, float offset, float scale) {
    return Math.max(0, Math.min(255, Math.round((value - offset) * scale)));
  }

  /** Every pixel becomes a square: what was seen by the network is seen here. */
  static BufferedImage enlarge(BufferedImage image, int factor) {
    if (factor == 1) {
      return image;
    }
    BufferedImage large = blank(image.getWidth() * factor, image.getHeight() * factor);
    for (int y = 0; y < large.getHeight(); y++) {
      for (int x = 0; x < large.getWidth(); x++) {
        large.setRGB(x, y, image.getRGB(x / factor, y / factor));
      }
    }
    return large;
  }
}

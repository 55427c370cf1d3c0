package org.dl4jvision.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.dl4jvision.check.Check;

/**
 * Draws a function of two variables as colors and as lines of equal value. Where the largest value
 * is many times the smallest, colors and lines follow the logarithm.
 */
public final class ContourPlot {

  private static final int SIDE = 600;
  private static final int LEFT = 80;
  private static final int TOP = 50;
  private static final int BOTTOM = 60;
  private static final int RIGHT = 130;
  private static final int LINES = 14;

  /** From this ratio of the largest to the smallest value on, the scale is logarithmic. */
  private static final double LOGARITHMIC = 10;

  private final double[][] values; // rows from the top: the second variable falls
  private final double span;
  private final boolean logarithmic;
  private final double low;
  private final double high;

  private ContourPlot(double[][] values, double span) {
    this.values = values;
    this.span = span;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double value : row) {
        if (Double.isFinite(value)) {
          smallest = Math.min(smallest, value);
          largest = Math.max(largest, value);
        }
      }
    }
    logarithmic = smallest > 0 && largest / smallest > LOGARITHMIC;
    low = scale(smallest);
    high = scale(largest);
  }

  /**
   * The picture.
   *
   * @param values at points of a square grid, a row for each value of the second variable, both
   *     variables rising
   * @param span the grid goes from minus this to this
   * @throws IllegalArgumentException if the grid is no square of at least two points a side
   */
  public static BufferedImage of(
      String title, String xTitle, String yTitle, double[][] values, double span) {
    Check.atLeast("number of rows", values.length, 2);
    double[][] fromTop = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      Check.that(
          values[i].length == values.length,
          "number of values in a row",
          values[i].length,
          "" + values.length);
      fromTop[values.length - 1 - i] = values[i];
    }
    return new ContourPlot(fromTop, span).draw(title, xTitle, yTitle);
  }

  private double scale(double value) {
    return logarithmic ? Math.log(value) : value;
  }

  private double unscale(double value) {
    return logarithmic ? Math.exp(value) : value;
  }

  /** From 0 at the smallest value to 1 at the largest. */
  private double share(double value) {
    double finite = Double.isFinite(value) ? scale(value) : high;
    return high > low ? (finite - low) / (high - low) : 0;
  }

  private BufferedImage draw(String title, String xTitle, String yTitle) {
    BufferedImage picture = Canvas.blank(LEFT + SIDE + RIGHT, TOP + SIDE + BOTTOM);
    Graphics2D graphics = Canvas.begin(picture);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        picture.setRGB(LEFT + x, TOP + y, HeatColors.of(at(x, y)).getRGB());
      }
    }
    drawLines(graphics);
    drawFrame(graphics, title, xTitle, yTitle);
    drawBar(graphics);
    graphics.dispose();
    return picture;
  }

  /** The share at a pixel, between the four points around it. */
  private double at(int x, int y) {
    double u = x * (values.length - 1.0) / (SIDE - 1);
    double v = y * (values.length - 1.0) / (SIDE - 1);
    int column = Math.min(values.length - 2, (int) u);
    int row = Math.min(values.length - 2, (int) v);
    double upper = between(values[row][column], values[row][column + 1], u - column);
    double lower = between(values[row + 1][column], values[row + 1][column + 1], u - column);
    return upper + (v - row) * (lower - upper);
  }

  private double between(double first, double second, double part) {
    return share(first) + part * (share(second) - share(first));
  }

  private void drawLines(Graphics2D graphics) {
    graphics.setStroke(new BasicStroke(1.2f));
    for (int line = 1; line < LINES; line++) {
      double level = (double) line / LINES;
      graphics.setColor(level < 0.6 ? new Color(255, 255, 255, 170) : new Color(0, 0, 0, 140));
      for (int row = 0; row < values.length - 1; row++) {
        for (int column = 0; column < values.length - 1; column++) {
          drawLine(graphics, level, row, column);
        }
      }
    }
  }

  /** Draws the line of a level through a cell: between the sides of it that it crosses. */
  private void drawLine(Graphics2D graphics, double level, int row, int column) {
    double[] corners = {
      share(values[row][column]),
      share(values[row][column + 1]),
      share(values[row + 1][column + 1]),
      share(values[row + 1][column])
    };
    double[][] places = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    double[] first = null;
    for (int side = 0; side < 4; side++) {
      double from = corners[side] - level;
      double to = corners[(side + 1) % 4] - level;
      if (from < 0 == to < 0) {
        continue;
      }
      double part = from / (from - to);
      double[] start = places[side];
      double[] end = places[(side + 1) % 4];
      double[] point = {
        column + start[0] + part * (end[0] - start[0]), row + start[1] + part * (end[1] - start[1])
      };
      if (first == null) {
        first = point;
      } else {
        double step = (SIDE - 1.0) / (values.length - 1);
        graphics.draw(
            new Line2D.Double(
                LEFT + first[0] * step,
                TOP + first[1] * step,
                LEFT + point[0] * step,
                TOP + point[1] * step));
        first = null;
      }
    }
  }

  private void drawFrame(Graphics2D graphics, String title, String xTitle, String yTitle) {
    graphics.setColor(Color.BLACK);
    graphics.drawRect(LEFT, TOP, SIDE - 1, SIDE - 1);
    graphics.drawString(title, LEFT, TOP - 20);
    for (int tick = -2; tick <= 2; tick++) {
      String text = String.format(Locale.ROOT, "%.2f", tick * span / 2);
      int at = (int) Math.round((tick + 2) / 4.0 * (SIDE - 1));
      int width = graphics.getFontMetrics().stringWidth(text);
      graphics.drawLine(LEFT + at, TOP + SIDE, LEFT + at, TOP + SIDE + 4);
      graphics.drawString(text, LEFT + at - width / 2, TOP + SIDE + 20);
      graphics.drawLine(LEFT - 4, TOP + SIDE - 1 - at, LEFT, TOP + SIDE - 1 - at);
      graphics.drawString(text, LEFT - 10 - width, TOP + SIDE + 4 - at);
    }
    int width = graphics.getFontMetrics().stringWidth(xTitle);
    graphics.drawString(xTitle, LEFT + (SIDE - width) / 2, TOP + SIDE + 45);
    Graphics2D turned = (Graphics2D) graphics.create();
    turned.rotate(-Math.PI / 2);
    int height = graphics.getFontMetrics().stringWidth(yTitle);
    turned.drawString(yTitle, -(TOP + (SIDE + height) / 2), 22);
    turned.dispose();
    // The solution is in the middle.
    int x = LEFT + SIDE / 2;
    int y = TOP + SIDE / 2;
    graphics.setColor(Color.WHITE);
    graphics.setStroke(new BasicStroke(2));
    graphics.drawLine(x - 6, y, x + 6, y);
    graphics.drawLine(x, y - 6, x, y + 6);
  }

  private void drawBar(Graphics2D graphics) {
    int left = LEFT + SIDE + 24;
    for (int y = 0; y < SIDE; y++) {
      graphics.setColor(HeatColors.of(1 - y / (SIDE - 1.0)));
      graphics.drawLine(left, TOP + y, left + 20, TOP + y);
    }
    graphics.setColor(Color.BLACK);
    for (int i = 0; i <= 4; i++) {
      String text = HeatColors.text(unscale(low + i / 4.0 * (high - low)));
      graphics.drawString(text, left + 26, TOP + SIDE + 4 - (int) (i / 4.0 * (SIDE - 1)));
    }
  }
}

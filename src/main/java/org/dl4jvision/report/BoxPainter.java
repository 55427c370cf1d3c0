package org.dl4jvision.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Stroke;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.report.DetectionOverlays.Example;

/** Draws boxes and cells over images, and what stands for them in a legend. Immutable. */
final class BoxPainter {

  /** The width of a swatch in a legend, in pixels. */
  static final int SWATCH = 26;

  private static final int TINT = 110;
  private static final Stroke WIDE = new BasicStroke(4);
  private static final Stroke THIN = new BasicStroke(2);
  private static final Stroke DASHED =
      new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 6}, 0);

  private final List<String> classNames;

  /**
   * @param classNames one name a class
   */
  BoxPainter(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
  }

  /** The image of an example, {@code scale} times as large, with what it shows. */
  BufferedImage draw(Example example, double scale) {
    BufferedImage image = example.image();
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage drawn = Canvas.blank(width, height);
    Graphics2D graphics = Canvas.begin(drawn);
    exactLines(graphics);
    if (scale > 1) {
      // Every pixel becomes a square.
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    }
    graphics.drawImage(image, 0, 0, width, height, null);
    Rectangle bounds = new Rectangle(width, height);
    tintCells(graphics, example.cells(), scale, bounds);
    drawObjects(graphics, example.objects(), scale, bounds);
    drawDetections(graphics, example.detections(), scale, bounds);
    graphics.dispose();
    return drawn;
  }

  /** Draws lines exactly where the boxes are, not rounded to pixels. */
  private static void exactLines(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  private static void tintCells(
      Graphics2D graphics, List<ObjectBox> cells, double scale, Rectangle bounds) {
    graphics.setStroke(THIN);
    for (ObjectBox cell : cells) {
      Color color = color(cell);
      Rectangle place = scaled(cell.box(), scale, bounds);
      graphics.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), TINT));
      graphics.fill(place);
      dot(graphics, place, Color.WHITE, 11);
      dot(graphics, place, color, 7);
    }
  }

  private static void dot(Graphics2D graphics, Rectangle around, Color color, int width) {
    int left = (int) around.getCenterX() - width / 2;
    int top = (int) around.getCenterY() - width / 2;
    graphics.setColor(color);
    graphics.fillOval(left, top, width, width);
  }

  private static Color color(ObjectBox object) {
    return object.ignored() ? Color.GRAY : Palette.color(object.classIndex());
  }

  private static void drawObjects(
      Graphics2D graphics, List<ObjectBox> objects, double scale, Rectangle bounds) {
    for (ObjectBox object : objects) {
      Rectangle box = scaled(object.box(), scale, bounds);
      graphics.setColor(Color.WHITE);
      graphics.setStroke(WIDE);
      graphics.draw(box);
      graphics.setColor(color(object));
      graphics.setStroke(DASHED);
      graphics.draw(box);
    }
  }

  /** The highest-scoring boxes are on top. */
  private void drawDetections(
      Graphics2D graphics, List<Detection> detections, double scale, Rectangle bounds) {
    List<Detection> rising = new ArrayList<>(detections);
    rising.sort(Comparator.comparingDouble(Detection::score));
    BoxCaptions labels = new BoxCaptions(graphics, bounds);
    graphics.setStroke(THIN);
    for (Detection detection : rising) {
      Color color = Palette.color(detection.classIndex());
      Rectangle box = scaled(detection.box(), scale, bounds);
      graphics.setColor(color);
      graphics.draw(box);
      String name = classNames.get(detection.classIndex());
      labels.add(String.format(Locale.ROOT, "%s %.2f", name, detection.score()), box, color);
    }
    labels.draw();
  }

  private static Rectangle scaled(Box box, double scale, Rectangle bounds) {
    int left = (int) Math.round(box.left() * scale);
    int top = (int) Math.round(box.top() * scale);
    int right = (int) Math.round(box.right() * scale) - 1;
    int bottom = (int) Math.round(box.bottom() * scale) - 1;
    // Boxes at the border are drawn one pixel inside, or half of their line would be cut off.
    left = Math.max(1, Math.min(left, bounds.width - 2));
    top = Math.max(1, Math.min(top, bounds.height - 2));
    right = Math.max(left, Math.min(right, bounds.width - 2));
    bottom = Math.max(top, Math.min(bottom, bounds.height - 2));
    return new Rectangle(left, top, right - left, bottom - top);
  }

  /** Draws a dashed box, which stands for ground truth. */
  static void truthSwatch(Graphics2D graphics, int left, int top) {
    drawSwatch(graphics, left, top, DASHED);
  }

  /** Draws a solid box, which stands for predictions. */
  static void predictionSwatch(Graphics2D graphics, int left, int top) {
    drawSwatch(graphics, left, top, THIN);
  }

  /** Draws a solid box with a dot, which stands for cells. */
  static void cellSwatch(Graphics2D graphics, int left, int top) {
    drawSwatch(graphics, left, top, THIN);
    dot(graphics, swatch(left, top), Color.DARK_GRAY, 7);
  }

  /** Draws a filled box, which stands for a class. */
  static void classSwatch(Graphics2D graphics, int left, int top, Color color) {
    graphics.setColor(color);
    graphics.fill(swatch(left, top));
  }

  private static void drawSwatch(Graphics2D graphics, int left, int top, Stroke stroke) {
    exactLines(graphics);
    graphics.setColor(Color.DARK_GRAY);
    graphics.setStroke(stroke);
    graphics.draw(swatch(left, top));
  }

  private static Rectangle swatch(int left, int top) {
    return new Rectangle(left + 2, top + 4, SWATCH - 5, 11);
  }
}

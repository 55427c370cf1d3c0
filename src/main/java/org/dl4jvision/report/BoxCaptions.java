package org.dl4jvision.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Labels of boxes, each where there is room. Those added last have the best places, on top. */
final class BoxCaptions {

  private static final Font FONT = new Font(Font.SANS_SERIF, Font.BOLD, 12);

  private record Label(String text, Rectangle box, Color color) {}

  private final Graphics2D graphics;
  private final Rectangle bounds;
  private final List<Label> labels = new ArrayList<>();

  /**
   * @param bounds of the image; labels stay inside
   */
  BoxCaptions(Graphics2D graphics, Rectangle bounds) {
    this.graphics = graphics;
    this.bounds = bounds;
  }

  void add(String text, Rectangle box, Color color) {
    labels.add(new Label(text, box, color));
  }

  void draw() {
    graphics.setFont(FONT);
    graphics.setStroke(new BasicStroke(1));
    FontMetrics metrics = graphics.getFontMetrics();
    List<Rectangle> places = new ArrayList<>();
    for (int i = labels.size() - 1; i >= 0; i--) {
      Label label = labels.get(i);
      Rectangle size = new Rectangle(metrics.stringWidth(label.text) + 6, metrics.getHeight());
      places.add(place(size, label.box, places));
    }
    // On top is what has the best place, where there was no place left for others.
    for (int i = 0; i < labels.size(); i++) {
      Label label = labels.get(i);
      Rectangle place = places.get(labels.size() - 1 - i);
      graphics.setColor(label.color);
      graphics.fill(place);
      graphics.setColor(label.color.darker());
      graphics.drawRect(place.x, place.y, place.width - 1, place.height - 1);
      graphics.setColor(ink(label.color));
      graphics.drawString(label.text, place.x + 3, place.y + metrics.getAscent());
    }
  }

  /** Above the box, below it, inside at one of its corners or beside it: the first that is free. */
  private Rectangle place(Rectangle size, Rectangle box, List<Rectangle> taken) {
    int right = box.x + box.width - size.width;
    int bottom = box.y + box.height;
    int[][] corners = {
      {box.x - 1, box.y - size.height},
      {box.x - 1, bottom + 1},
      {right, box.y - size.height},
      {right, bottom + 1},
      {box.x + 1, box.y + 1},
      {box.x + 1, bottom - size.height},
      {right, bottom - size.height},
      {box.x + box.width + 2, box.y},
      {box.x + box.width + 2, bottom - size.height},
      {box.x - size.width - 1, box.y},
      {box.x - size.width - 1, bottom - size.height}
    };
    Rectangle first = null;
    for (int[] corner : corners) {
      int x = Math.max(0, Math.min(corner[0], bounds.width - size.width));
      Rectangle place = new Rectangle(x, corner[1], size.width, size.height);
      boolean inside = place.y >= 0 && place.y + place.height <= bounds.height;
      if (inside && taken.stream().noneMatch(place::intersects)) {
        return place;
      }
      if (first == null && inside) {
        first = place;
      }
    }
    return first != null ? first : new Rectangle(Math.max(0, box.x), 0, size.width, size.height);
  }

  /** Black on light colors, white on dark ones. */
  private static Color ink(Color color) {
    double light = 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
    return light > 140 ? Color.BLACK : Color.WHITE;
  }
}

package org.dl4jvision.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Rows of images with captions above them. */
final class Sheet {

  /** The margin around images, in pixels. */
  static final int MARGIN = 8;

  /** The height of a line of text, in pixels. */
  static final int LINE = 22;

  /**
   * One image of a sheet.
   *
   * @param image null where there is none: its place says so
   * @param width as it is shown, in pixels
   */
  record Panel(String caption, BufferedImage image, int width, int height) {}

  private record Placed(Panel panel, int x, int y, int cell) {}

  private final List<Placed> placed = new ArrayList<>();
  private int width;
  private int height;

  /**
   * @param top margin above the first row
   */
  Sheet(int top) {
    height = top;
  }

  /**
   * Adds a row.
   *
   * @param cell width of the place of each image and its caption
   */
  void addRow(int cell, List<Panel> panels) {
    int x = MARGIN;
    for (Panel panel : panels) {
      placed.add(new Placed(panel, x, height, cell));
      x += cell + MARGIN;
    }
    width = Math.max(width, x);
    height += LINE + panels.stream().mapToInt(Panel::height).max().orElse(0) + MARGIN;
  }

  /** Draws the sheet. */
  BufferedImage draw() {
    BufferedImage sheet = Canvas.blank(width, height);
    Graphics2D graphics = Canvas.begin(sheet);
    for (Placed one : placed) {
      Panel panel = one.panel;
      String caption = Canvas.shorten(panel.caption, graphics.getFontMetrics(), one.cell);
      graphics.drawString(caption, one.x, one.y + LINE - 6);
      if (panel.image == null) {
        graphics.drawString("no " + panel.caption, one.x, one.y + LINE + LINE);
      } else {
        graphics.drawImage(panel.image, one.x, one.y + LINE, panel.width, panel.height, null);
      }
    }
    graphics.dispose();
    return sheet;
  }
}

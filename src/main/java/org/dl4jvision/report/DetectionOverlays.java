package org.dl4jvision.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Stroke;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.Levels;
import org.dl4jvision.layer.detection.Matches;

/**
 * Pictures of images with boxes. Each class has a fixed colour. True boxes are dashed, their
 * class's colour and white in turns, ignored ones gray and white; predicted boxes are solid and
 * carry class and score; cells are tinted and have a dot in their middle. Small images are enlarged
 * by a whole factor, large ones made smaller, so that boxes and text can be seen. Immutable.
 */
public final class DetectionOverlays {

  /**
   * What one picture shows.
   *
   * @param name its caption
   * @param image as it is
   * @param objects the truth; empty where it is not known
   * @param detections what was predicted; only what is to be shown
   * @param cells parts of the image to be tinted in their class's colour
   */
  public record Example(
      String name,
      BufferedImage image,
      List<ObjectBox> objects,
      List<Detection> detections,
      List<ObjectBox> cells) {

    public Example {
      objects = List.copyOf(objects);
      detections = List.copyOf(detections);
      cells = List.copyOf(cells);
    }

    /** Without cells. */
    public Example(
        String name, BufferedImage image, List<ObjectBox> objects, List<Detection> detections) {
      this(name, image, objects, detections, List.of());
    }
  }

  private static final int PANEL = 640;
  private static final int MAX_PANEL = 960;
  private static final int SHEET_PANEL = 480;
  private static final int MARGIN = 8;
  private static final int LINE = 22;
  private static final int TINT = 110;
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.BOLD, 12);
  private static final Stroke WIDE = new BasicStroke(4);
  private static final Stroke THIN = new BasicStroke(2);
  private static final Stroke DASHED =
      new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 6}, 0);

  private final List<String> classNames;

  /**
   * @param classNames one name a class
   */
  public DetectionOverlays(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
  }

  /**
   * What a head asks of a network: an example a level, in which the cells of the locations that
   * should see an object are tinted, or gray where they may see what they like.
   *
   * @param image in the size of the network's input
   * @param objects in pixels of it
   */
  public static List<Example> targets(BufferedImage image, List<ObjectBox> objects, Head head) {
    Levels levels = head.levels();
    Matches matches = head.match(objects);
    List<List<ObjectBox>> cells = new ArrayList<>();
    for (int level = 0; level < levels.count(); level++) {
      cells.add(new ArrayList<>());
    }
    for (int p = 0; p < matches.predictions(); p++) {
      boolean foreground = matches.isForeground(p);
      if (foreground || matches.isIgnored(p)) {
        int location = head.anchorGenerator().location(p);
        double half = levels.stride(levels.level(location)) / 2.0;
        double x = levels.centerX(location);
        double y = levels.centerY(location);
        Box cell = new Box(x - half, y - half, x + half, y + half);
        int classIndex = foreground ? matches.object(p).classIndex() : 0;
        cells.get(levels.level(location)).add(new ObjectBox(cell, classIndex, !foreground));
      }
    }
    List<Example> examples = new ArrayList<>();
    for (int level = 0; level < levels.count(); level++) {
      List<ObjectBox> tinted = cells.get(level).stream().distinct().toList();
      String name =
          String.format(
              "stride %d: %d x %d locations, %d of them see an object",
              levels.stride(level),
              levels.columns(level),
              levels.rows(level),
              tinted.stream().filter(cell -> !cell.ignored()).count());
      examples.add(new Example(name, image, objects, List.of(), tinted));
    }
    return examples;
  }

  /** One image with its boxes, and a legend below. */
  public BufferedImage picture(Example example) {
    return sheet(List.of(example), 1, PANEL, MAX_PANEL);
  }

  /**
   * Images with their boxes in rows of two, with captions and one legend.
   *
   * @throws IllegalArgumentException if there is none
   */
  public BufferedImage contactSheet(List<Example> examples) {
    return sheet(examples, 2, SHEET_PANEL, SHEET_PANEL);
  }

  private BufferedImage sheet(List<Example> examples, int columns, int enlargeTo, int shrinkTo) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("examples: none, must be at least one");
    }
    List<BufferedImage> panels = new ArrayList<>();
    TreeSet<Integer> used = new TreeSet<>();
    for (Example example : examples) {
      example.objects.forEach(object -> used.add(check(object.classIndex())));
      example.detections.forEach(detection -> used.add(check(detection.classIndex())));
      example.cells.forEach(cell -> used.add(check(cell.classIndex())));
      panels.add(panel(example, enlargeTo, shrinkTo));
    }
    int cell = panels.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
    int width = Math.min(columns, panels.size()) * (cell + MARGIN) + MARGIN;
    boolean cells = examples.stream().anyMatch(example -> !example.cells.isEmpty());
    panels.add(legend(width, List.copyOf(used), cells));
    int height = MARGIN;
    List<int[]> places = new ArrayList<>();
    for (int start = 0; start < examples.size(); start += columns) {
      int row = 0;
      for (int i = start; i < Math.min(start + columns, examples.size()); i++) {
        places.add(new int[] {MARGIN + (i - start) * (cell + MARGIN), height});
        row = Math.max(row, panels.get(i).getHeight());
      }
      height += row + MARGIN;
    }
    places.add(new int[] {0, height});
    height += panels.get(examples.size()).getHeight();
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(sheet);
    for (int i = 0; i < panels.size(); i++) {
      graphics.drawImage(panels.get(i), places.get(i)[0], places.get(i)[1], null);
    }
    graphics.dispose();
    return sheet;
  }

  private int check(int classIndex) {
    if (classIndex < 0 || classIndex >= classNames.size()) {
      throw new IllegalArgumentException(
          String.format("class index %d, must be 0 to %d", classIndex, classNames.size() - 1));
    }
    return classIndex;
  }

  /** Caption and image with boxes. */
  private BufferedImage panel(Example example, int enlargeTo, int shrinkTo) {
    BufferedImage image = example.image;
    int longest = Math.max(image.getWidth(), image.getHeight());
    double scale =
        longest > shrinkTo ? (double) shrinkTo / longest : Math.max(1, enlargeTo / longest);
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(drawn);
    if (scale > 1) {
      // Every pixel becomes a square.
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    }
    graphics.drawImage(image, 0, 0, width, height, null);
    tintCells(graphics, example.cells, scale, new Rectangle(width, height));
    drawBoxes(graphics, example, scale, new Rectangle(width, height));
    graphics.dispose();
    int cell = Math.max(width, 160); // a caption's room above narrow images
    BufferedImage panel = new BufferedImage(cell, LINE + height, BufferedImage.TYPE_INT_RGB);
    Graphics2D around = graphics(panel);
    String caption = Overlays.shorten(example.name, around.getFontMetrics(), cell);
    around.drawString(caption, 0, LINE - 6);
    around.drawImage(drawn, 0, LINE, null);
    around.dispose();
    return panel;
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

  private void drawBoxes(Graphics2D graphics, Example example, double scale, Rectangle bounds) {
    for (ObjectBox object : example.objects) {
      Rectangle box = scaled(object.box(), scale, bounds);
      graphics.setColor(Color.WHITE);
      graphics.setStroke(WIDE);
      graphics.draw(box);
      graphics.setColor(color(object));
      graphics.setStroke(DASHED);
      graphics.draw(box);
    }
    // The surest last: on top.
    List<Detection> detections = new ArrayList<>(example.detections);
    detections.sort(Comparator.comparingDouble(Detection::score));
    graphics.setStroke(THIN);
    for (Detection detection : detections) {
      graphics.setColor(Palette.color(detection.classIndex()));
      graphics.draw(scaled(detection.box(), scale, bounds));
    }
    drawLabels(graphics, detections, scale, bounds);
  }

  /** Labels of detections, the surest last. */
  private void drawLabels(
      Graphics2D graphics, List<Detection> detections, double scale, Rectangle bounds) {
    graphics.setFont(LABEL);
    graphics.setStroke(new BasicStroke(1));
    FontMetrics metrics = graphics.getFontMetrics();
    String[] texts = new String[detections.size()];
    List<Rectangle> places = new ArrayList<>();
    // The surest first: in the best place.
    for (int i = texts.length - 1; i >= 0; i--) {
      Detection detection = detections.get(i);
      String name = classNames.get(detection.classIndex());
      texts[i] = String.format(Locale.ROOT, "%s %.2f", name, detection.score());
      Rectangle size = new Rectangle(metrics.stringWidth(texts[i]) + 6, metrics.getHeight());
      places.add(place(size, scaled(detection.box(), scale, bounds), bounds, places));
    }
    // And on top, where there was no place left.
    for (int i = 0; i < texts.length; i++) {
      Rectangle place = places.get(texts.length - 1 - i);
      Color color = Palette.color(detections.get(i).classIndex());
      graphics.setColor(color);
      graphics.fill(place);
      graphics.setColor(color.darker());
      graphics.drawRect(place.x, place.y, place.width - 1, place.height - 1);
      graphics.setColor(ink(color));
      graphics.drawString(texts[i], place.x + 3, place.y + metrics.getAscent());
    }
  }

  private static Rectangle scaled(Box box, double scale, Rectangle bounds) {
    int left = (int) Math.round(box.left() * scale);
    int top = (int) Math.round(box.top() * scale);
    int right = (int) Math.round(box.right() * scale) - 1;
    int bottom = (int) Math.round(box.bottom() * scale) - 1;
    // One pixel inside: half of a line would be cut off at the border.
    left = Math.max(1, Math.min(left, bounds.width - 2));
    top = Math.max(1, Math.min(top, bounds.height - 2));
    right = Math.max(left, Math.min(right, bounds.width - 2));
    bottom = Math.max(top, Math.min(bottom, bounds.height - 2));
    return new Rectangle(left, top, right - left, bottom - top);
  }

  /** Above the box, below it, inside at one of its corners or beside it: the first that is free. */
  private static Rectangle place(
      Rectangle size, Rectangle box, Rectangle bounds, List<Rectangle> taken) {
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

  /** Black on light colours, white on dark ones. */
  private static Color ink(Color color) {
    double light = 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
    return light > 140 ? Color.BLACK : Color.WHITE;
  }

  /**
   * @param cells whether cells are shown in place of predictions
   */
  private BufferedImage legend(int width, List<Integer> classes, boolean cells) {
    BufferedImage probe = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    FontMetrics metrics = graphics(probe).getFontMetrics();
    int swatch = 26;
    List<String> names =
        new ArrayList<>(
            List.of("truth", cells ? "location that should see an object" : "prediction"));
    classes.forEach(index -> names.add(classNames.get(index)));
    List<int[]> places = new ArrayList<>();
    int x = MARGIN;
    int y = 0;
    for (String name : names) {
      int advance = swatch + 5 + metrics.stringWidth(name) + 2 * MARGIN;
      if (x > MARGIN && x + advance > width) {
        x = MARGIN;
        y += LINE;
      }
      places.add(new int[] {x, y});
      x += advance;
    }
    BufferedImage legend = new BufferedImage(width, y + LINE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(legend);
    for (int i = 0; i < names.size(); i++) {
      int left = places.get(i)[0];
      int top = places.get(i)[1];
      Rectangle box = new Rectangle(left + 2, top + 4, swatch - 5, 11);
      if (i == 0) {
        graphics.setColor(Color.DARK_GRAY);
        graphics.setStroke(DASHED);
        graphics.draw(box);
      } else if (i == 1) {
        graphics.setColor(Color.DARK_GRAY);
        graphics.setStroke(THIN);
        graphics.draw(box);
        if (cells) {
          dot(graphics, box, Color.DARK_GRAY, 7);
        }
      } else {
        graphics.setColor(Palette.color(classes.get(i - 2)));
        graphics.fill(box);
      }
      graphics.setColor(Color.BLACK);
      graphics.drawString(names.get(i), left + swatch + 5, top + 15);
    }
    graphics.dispose();
    return legend;
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D graphics = Overlays.graphics(image);
    // Lines exactly where the boxes are.
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return graphics;
  }
}

package org.dl4jvision.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.Levels;
import org.dl4jvision.layer.detection.Matches;
import org.dl4jvision.report.Sheet.Panel;

/**
 * Draws images with boxes. Each class has a fixed color. True boxes are dashed, their class's color
 * and white in turns, ignored ones gray and white; predicted boxes are solid and carry class and
 * score; cells are tinted and have a dot in their middle. Small images are enlarged by a whole
 * factor, large ones made smaller, so that boxes and text can be seen. Immutable.
 */
public final class DetectionOverlays {

  /**
   * An image and what is drawn on it.
   *
   * @param name its caption
   * @param image as it is
   * @param objects the ground truth; empty where it is not known
   * @param detections what was predicted; only what is to be shown
   * @param cells parts of the image to be tinted in their class's color
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

    /** An example without cells. */
    public Example(
        String name, BufferedImage image, List<ObjectBox> objects, List<Detection> detections) {
      this(name, image, objects, detections, List.of());
    }
  }

  private static final int PANEL = 640;
  private static final int MAX_PANEL = 960;
  private static final int SHEET_PANEL = 480;
  private static final int GALLERY = 360;

  /** The least width of an image's place, in pixels, so that its caption fits. */
  private static final int MIN_CELL = 160;

  private final List<String> classNames;
  private final BoxPainter painter;

  /**
   * @param classNames one name a class
   */
  public DetectionOverlays(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
    painter = new BoxPainter(this.classNames);
  }

  /**
   * What a head asks of a network: an example a level, in which the cells of the locations that
   * should see an object are tinted, or gray where they are ignored.
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

  /**
   * Images with their boxes in rows, with captions and one legend.
   *
   * @param columns images in a row, at least 1
   * @throws IllegalArgumentException if there is no image
   */
  public BufferedImage gallery(List<Example> examples, int columns) {
    return sheet(examples, Check.atLeast("columns", columns, 1), GALLERY, GALLERY);
  }

  private BufferedImage sheet(List<Example> examples, int columns, int enlargeTo, int shrinkTo) {
    Check.atLeast("number of examples", examples.size(), 1);
    TreeSet<Integer> used = new TreeSet<>();
    List<Panel> panels = new ArrayList<>();
    for (Example example : examples) {
      example.objects.forEach(object -> used.add(checkClass(object.classIndex())));
      example.detections.forEach(detection -> used.add(checkClass(detection.classIndex())));
      example.cells.forEach(cell -> used.add(checkClass(cell.classIndex())));
      BufferedImage drawn = painter.draw(example, scale(example.image, enlargeTo, shrinkTo));
      panels.add(new Panel(example.name, drawn, drawn.getWidth(), drawn.getHeight()));
    }
    int widest = panels.stream().mapToInt(Panel::width).max().orElseThrow();
    Sheet sheet = new Sheet(Sheet.MARGIN);
    for (int start = 0; start < panels.size(); start += columns) {
      int end = Math.min(start + columns, panels.size());
      sheet.addRow(Math.max(widest, MIN_CELL), panels.subList(start, end));
    }
    return legend(examples, used).below(sheet.draw(), 0);
  }

  private int checkClass(int classIndex) {
    return Check.between("class index", classIndex, 0, classNames.size() - 1);
  }

  private static double scale(BufferedImage image, int enlargeTo, int shrinkTo) {
    int longest = Math.max(image.getWidth(), image.getHeight());
    return longest > shrinkTo ? (double) shrinkTo / longest : Math.max(1, enlargeTo / longest);
  }

  /** The legend, in which cells take the place of predictions. */
  private Legend legend(List<Example> examples, TreeSet<Integer> classes) {
    boolean cells = examples.stream().anyMatch(example -> !example.cells.isEmpty());
    Legend legend = new Legend(BoxPainter.SWATCH, 15);
    legend.add("truth", BoxPainter::truthSwatch);
    if (cells) {
      legend.add("location that should see an object", BoxPainter::cellSwatch);
    } else {
      legend.add("prediction", BoxPainter::predictionSwatch);
    }
    for (int index : classes) {
      Color color = Palette.color(index);
      legend.add(
          classNames.get(index), (graphics, x, y) -> BoxPainter.classSwatch(graphics, x, y, color));
    }
    return legend;
  }
}

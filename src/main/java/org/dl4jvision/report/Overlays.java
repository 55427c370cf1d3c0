package org.dl4jvision.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.report.Sheet.Panel;

/**
 * Draws images with their class maps. Each class has a fixed color; its pixels are tinted, its
 * borders drawn in full color. Class 0 is not tinted where it is a background: where there are two
 * classes, or its name is "background". Void pixels ({@link SegmentationSample#IGNORE}) are hatched
 * in black and white. An image that uses less than half of the range from black to white is
 * stretched to the whole of it, or the eye would see nothing. Immutable.
 */
public final class Overlays {

  private static final int PANEL = 512;
  private static final int SHEET_PANEL = 256;
  private static final int MAX_PANEL = 720;
  private static final int GALLERY = 320;

  /** The least width of an image's place, in pixels, so that its caption fits. */
  private static final int MIN_CELL = 120;

  private final ClassMapPainter painter;

  /**
   * @param classNames one name a class, for colors and legend, 1 to 255
   */
  public Overlays(List<String> classNames) {
    painter = new ClassMapPainter(classNames);
  }

  /** The sample's image. */
  public BufferedImage image(SegmentationSample sample) {
    return image(sample.image(), sample.channels(), sample.height(), sample.width());
  }

  /**
   * Pixel values as an image to draw or to save.
   *
   * @param values in [0, 1], channel by channel, row by row
   * @param channels 1 (gray) or 3 (red, green, blue)
   */
  public static BufferedImage image(float[] values, int channels, int height, int width) {
    return Canvas.image(values, channels, height, width);
  }

  /**
   * The sample's image, in its size, tinted by a class map.
   *
   * @param classes the class index of each pixel, row by row
   */
  public BufferedImage overlay(SegmentationSample sample, byte[] classes) {
    return painter.tint(image(sample), classes, 1);
  }

  /**
   * A class map as an image whose pixel values are the class indices, shown in the classes' colors
   * (an 8-bit palette PNG).
   *
   * @param classes the class index of each pixel, row by row
   */
  public BufferedImage mask(byte[] classes, int width, int height) {
    return painter.mask(classes, width, height);
  }

  /** Image, ground truth and prediction side by side, with captions and legend. */
  public BufferedImage comparison(SegmentationSample sample, byte[] prediction) {
    return contactSheet(List.of(sample), List.of(prediction));
  }

  /**
   * A row of image, ground truth and prediction for each sample, with captions and one legend; see
   * {@link #contactSheet(List, Map)}.
   */
  public BufferedImage contactSheet(List<SegmentationSample> samples, List<byte[]> predictions) {
    return contactSheet(samples, Map.of("prediction", predictions));
  }

  /**
   * A row of image, ground truth and predictions for each sample, with captions and one legend.
   * Where there is no ground truth, its place says so. Small images are enlarged by a whole factor,
   * large ones made smaller.
   *
   * @param predictions class maps of all samples, by the captions of their columns, in this order
   * @throws IllegalArgumentException if there are no samples, or not one class map a sample that
   *     fits it
   */
  public BufferedImage contactSheet(
      List<SegmentationSample> samples, Map<String, List<byte[]>> predictions) {
    Check.atLeast("number of samples", samples.size(), 1);
    predictions.forEach(
        (caption, maps) ->
            Check.that(
                maps.size() == samples.size(),
                "number of class maps of '" + caption + "'",
                maps.size(),
                samples.size() + ", one for each sample"));
    int size = samples.size() == 1 ? PANEL : SHEET_PANEL;
    Sheet sheet = new Sheet(0);
    for (int i = 0; i < samples.size(); i++) {
      int index = i;
      Map<String, byte[]> maps = new LinkedHashMap<>();
      predictions.forEach((caption, of) -> maps.put(caption, of.get(index)));
      addRow(sheet, samples.get(i), maps, size);
    }
    boolean hasVoid = samples.stream().anyMatch(Overlays::hasVoid);
    return painter.legend(hasVoid).below(sheet.draw(), 0);
  }

  /**
   * Rows of samples, each tinted by its ground truth, with their names as captions and one legend.
   *
   * @throws IllegalArgumentException if there are none
   */
  public BufferedImage gallery(List<List<SegmentationSample>> rows) {
    Check.atLeast("number of rows", rows.size(), 1);
    Sheet sheet = new Sheet(0);
    for (List<SegmentationSample> row : rows) {
      sheet.addRow(GALLERY, row.stream().map(this::panel).toList());
    }
    boolean hasVoid = rows.stream().flatMap(List::stream).anyMatch(Overlays::hasVoid);
    return painter.legend(hasVoid).below(sheet.draw(), 0);
  }

  private Panel panel(SegmentationSample sample) {
    int factor = factor(sample, GALLERY);
    BufferedImage image = Canvas.enlarge(image(sample), factor);
    BufferedImage drawn =
        sample.labels() == null ? image : painter.tint(image, sample.labels(), factor);
    double shrink = Math.min(1, (double) GALLERY / Math.max(image.getWidth(), image.getHeight()));
    return new Panel(
        sample.name(),
        drawn,
        Math.max(1, (int) Math.round(drawn.getWidth() * shrink)),
        Math.max(1, (int) Math.round(drawn.getHeight() * shrink)));
  }

  private static boolean hasVoid(SegmentationSample sample) {
    byte[] groundTruth = sample.labels();
    for (int i = 0; groundTruth != null && i < groundTruth.length; i++) {
      if ((groundTruth[i] & 0xFF) == SegmentationSample.IGNORE) {
        return true;
      }
    }
    return false;
  }

  private void addRow(
      Sheet sheet, SegmentationSample sample, Map<String, byte[]> predictions, int size) {
    int factor = factor(sample, size);
    BufferedImage image = Canvas.enlarge(image(sample), factor);
    int longest = Math.max(image.getWidth(), image.getHeight());
    double shrink = Math.min(1, (double) MAX_PANEL / longest);
    int width = Math.max(1, (int) Math.round(image.getWidth() * shrink));
    int height = Math.max(1, (int) Math.round(image.getHeight() * shrink));
    int cell = Math.max(width, MIN_CELL);
    List<Panel> panels = new ArrayList<>();
    panels.add(new Panel(sample.name(), image, width, height));
    byte[] groundTruth = sample.labels();
    BufferedImage tinted = groundTruth == null ? null : painter.tint(image, groundTruth, factor);
    panels.add(new Panel("truth", tinted, width, height));
    predictions.forEach(
        (caption, map) ->
            panels.add(new Panel(caption, painter.tint(image, map, factor), width, height)));
    sheet.addRow(cell, panels);
  }

  /** How many times an image is enlarged so that it fills a panel. */
  private static int factor(SegmentationSample sample, int size) {
    return Math.max(1, size / Math.max(sample.width(), sample.height()));
  }

  /**
   * Where two predictions of an image differ in what is right: its image, pale, with the pixels
   * that only the one or only the other got right in two colors, and a legend.
   *
   * @param names of the two predictions
   * @throws IllegalArgumentException if there are not two names, the sample has no ground truth or
   *     a class map does not fit it
   */
  public static BufferedImage difference(
      SegmentationSample sample, List<String> names, byte[] first, byte[] second) {
    Check.that(names.size() == 2, "number of names", names.size(), "2, of the two predictions");
    byte[] groundTruth = Check.given("labels of the sample", sample.labels());
    ClassMapPainter.checkSize(first, sample.width(), sample.height());
    ClassMapPainter.checkSize(second, sample.width(), sample.height());
    byte[] difference = new byte[groundTruth.length];
    for (int i = 0; i < groundTruth.length; i++) {
      boolean counts = groundTruth[i] != (byte) SegmentationSample.IGNORE;
      if (counts && first[i] != second[i]) {
        difference[i] =
            (byte) (first[i] == groundTruth[i] ? 1 : second[i] == groundTruth[i] ? 2 : 0);
      }
    }
    String only = "only %s right";
    Overlays colors =
        new Overlays(
            List.of("background", only.formatted(names.get(0)), only.formatted(names.get(1))));
    int factor = factor(sample, PANEL);
    BufferedImage image = Canvas.enlarge(colors.image(sample), factor);
    BufferedImage tinted = colors.painter.tint(image, difference, factor);
    return colors.painter.legend(false).below(tinted, 2 * SHEET_PANEL);
  }
}

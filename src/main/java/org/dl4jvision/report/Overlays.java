package org.dl4jvision.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.data.segmentation.SegmentationSample;

/**
 * Pictures of images with class maps. Each class has a fixed colour; its pixels are tinted, its
 * borders drawn in full colour. Class 0 is not tinted where it is a background: where there are two
 * classes, or its name is "background". Void pixels ({@link SegmentationSample#IGNORE}) are hatched
 * in black and white. An image that uses less than half of the range from black to white is
 * stretched to the whole of it, or the eye would see nothing. Immutable.
 */
public final class Overlays {

  private static final double TINT = 0.4;
  private static final int PANEL = 512;
  private static final int SHEET_PANEL = 256;
  private static final int MAX_PANEL = 720;
  private static final int MARGIN = 8;
  private static final int LINE = 22;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  private final List<String> classNames;

  /**
   * @param classNames one name a class, for colours and legend
   */
  public Overlays(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
    if (classNames.isEmpty() || classNames.size() > SegmentationSample.IGNORE) {
      throw new IllegalArgumentException(
          "classNames: " + classNames.size() + " names, must be 1 to 255");
    }
  }

  /** The sample's image. */
  public BufferedImage image(SegmentationSample sample) {
    return image(sample.image(), sample.channels(), sample.height(), sample.width());
  }

  /**
   * An image as a picture.
   *
   * @param values in [0, 1], channel by channel, row by row
   * @param channels 1 (gray) or 3 (red, green, blue)
   */
  public static BufferedImage image(float[] values, int channels, int height, int width) {
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
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] rgb = new int[plane];
    boolean color = channels >= 3;
    for (int i = 0; i < plane; i++) {
      int red = level(values[i], offset, scale);
      int green = color ? level(values[plane + i], offset, scale) : red;
      int blue = color ? level(values[2 * plane + i], offset, scale) : red;
      rgb[i] = red << 16 | green << 8 | blue;
    }
    image.setRGB(0, 0, width, height, rgb, 0, width);
    return image;
  }

  private static int level(float value, float offset, float scale) {
    return Math.max(0, Math.min(255, Math.round((value - offset) * scale)));
  }

  /**
   * The sample's image, in its size, tinted by a class map.
   *
   * @param classes the class index of each pixel, row by row
   */
  public BufferedImage overlay(SegmentationSample sample, byte[] classes) {
    return tint(image(sample), classes, 1);
  }

  /**
   * A class map as a picture whose pixel values are the class indices, shown in the classes'
   * colours (an 8-bit palette PNG).
   *
   * @param classes the class index of each pixel, row by row
   */
  public BufferedImage mask(byte[] classes, int width, int height) {
    checkSize(classes, width, height);
    BufferedImage mask = Palette.indexed(classNames, width, height);
    mask.getRaster().setDataElements(0, 0, width, height, classes);
    return mask;
  }

  /** Image, truth and prediction side by side, with captions and legend. */
  public BufferedImage comparison(SegmentationSample sample, byte[] prediction) {
    return contactSheet(List.of(sample), List.of(prediction));
  }

  /**
   * A row of image, truth and prediction for each sample, with captions and one legend; see {@link
   * #contactSheet(List, Map)}.
   */
  public BufferedImage contactSheet(List<SegmentationSample> samples, List<byte[]> predictions) {
    return contactSheet(samples, Map.of("prediction", predictions));
  }

  /**
   * A row of image, truth and predictions for each sample, with captions and one legend. Without
   * truth its place says so. Small images are enlarged by a whole factor, large ones made smaller.
   *
   * @param predictions class maps of all samples, by the captions of their columns, in this order
   * @throws IllegalArgumentException if there are no samples, or not one class map a sample that
   *     fits it
   */
  public BufferedImage contactSheet(
      List<SegmentationSample> samples, Map<String, List<byte[]>> predictions) {
    for (List<byte[]> maps : predictions.values()) {
      if (samples.isEmpty() || samples.size() != maps.size()) {
        throw new IllegalArgumentException(
            String.format(
                "samples, predictions: %d and %d, must be equally many, at least one",
                samples.size(), maps.size()));
      }
    }
    List<BufferedImage> rows = new ArrayList<>();
    int panel = samples.size() == 1 ? PANEL : SHEET_PANEL;
    boolean[] used = new boolean[256];
    for (int i = 0; i < samples.size(); i++) {
      int index = i;
      Map<String, byte[]> maps = new LinkedHashMap<>();
      predictions.forEach((caption, of) -> maps.put(caption, of.get(index)));
      rows.add(row(samples.get(i), maps, panel, used));
    }
    int width = rows.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
    rows.add(legend(width, used[SegmentationSample.IGNORE]));
    return stack(rows, width);
  }

  /**
   * Where two predictions of an image differ in what is right: its image, pale, with the pixels
   * that only the one or only the other got right in two colours, and a legend.
   *
   * @param names of the two predictions
   * @throws IllegalArgumentException if there are not two names, the sample has no truth or a class
   *     map does not fit it
   */
  public static BufferedImage difference(
      SegmentationSample sample, List<String> names, byte[] first, byte[] second) {
    byte[] truth = sample.labels();
    if (names.size() != 2 || truth == null) {
      throw new IllegalArgumentException(
          String.format(
              "names, truth: %s and %s, must be two names and a truth",
              names, truth == null ? "none" : "one"));
    }
    checkSize(first, sample.width(), sample.height());
    checkSize(second, sample.width(), sample.height());
    byte[] difference = new byte[truth.length];
    for (int i = 0; i < truth.length; i++) {
      boolean counts = truth[i] != (byte) SegmentationSample.IGNORE;
      if (counts && first[i] != second[i]) {
        difference[i] = (byte) (first[i] == truth[i] ? 1 : second[i] == truth[i] ? 2 : 0);
      }
    }
    Overlays colors =
        new Overlays(
            List.of(
                "background",
                "only " + names.get(0) + " right",
                "only " + names.get(1) + " right"));
    BufferedImage image = colors.image(sample);
    int factor = Math.max(1, PANEL / Math.max(image.getWidth(), image.getHeight()));
    BufferedImage tinted = colors.tint(enlarge(image, factor), difference, factor);
    int width = Math.max(tinted.getWidth(), 2 * SHEET_PANEL);
    return stack(List.of(tinted, colors.legend(width, false)), width);
  }

  /** Pictures below each other. */
  private static BufferedImage stack(List<BufferedImage> rows, int width) {
    int height = rows.stream().mapToInt(BufferedImage::getHeight).sum();
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(sheet);
    int y = 0;
    for (BufferedImage row : rows) {
      graphics.drawImage(row, 0, y, null);
      y += row.getHeight();
    }
    graphics.dispose();
    return sheet;
  }

  private BufferedImage row(
      SegmentationSample sample, Map<String, byte[]> predictions, int panel, boolean[] used) {
    BufferedImage image = image(sample);
    int longest = Math.max(image.getWidth(), image.getHeight());
    int factor = Math.max(1, panel / longest);
    BufferedImage large = enlarge(image, factor);
    byte[] truth = sample.labels();
    List<BufferedImage> panels = new ArrayList<>();
    panels.add(large);
    panels.add(truth == null ? null : tint(large, truth, factor));
    predictions.values().forEach(map -> panels.add(tint(large, map, factor)));
    if (truth != null) {
      for (byte label : truth) {
        used[label & 0xFF] = true;
      }
    }
    double shrink = Math.min(1, (double) MAX_PANEL / Math.max(large.getWidth(), large.getHeight()));
    int width = Math.max(1, (int) Math.round(large.getWidth() * shrink));
    int height = Math.max(1, (int) Math.round(large.getHeight() * shrink));
    int cell = Math.max(width, 120); // a caption's room above narrow images

    BufferedImage row =
        new BufferedImage(
            panels.size() * (cell + MARGIN) + MARGIN,
            LINE + height + MARGIN,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(row);
    List<String> captions = new ArrayList<>(List.of(sample.name(), "truth"));
    captions.addAll(predictions.keySet());
    for (int i = 0; i < panels.size(); i++) {
      int x = MARGIN + i * (cell + MARGIN);
      graphics.drawString(shorten(captions.get(i), graphics.getFontMetrics(), cell), x, LINE - 6);
      if (panels.get(i) != null) {
        graphics.drawImage(panels.get(i), x, LINE, width, height, null);
      } else {
        graphics.drawString("no truth", x, LINE + LINE);
      }
    }
    graphics.dispose();
    return row;
  }

  private BufferedImage legend(int width, boolean hasVoid) {
    List<String> names = new ArrayList<>();
    List<Color> colors = new ArrayList<>(); // null: void
    for (int c = 0; c < classNames.size(); c++) {
      Color color = Palette.classColor(classNames, c);
      if (color != null) {
        names.add(classNames.get(c));
        colors.add(color);
      }
    }
    if (hasVoid) {
      names.add("void");
      colors.add(null);
    }
    BufferedImage probe = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    FontMetrics metrics = graphics(probe).getFontMetrics();
    int swatch = 14;
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
    BufferedImage legend =
        new BufferedImage(width, names.isEmpty() ? 1 : y + LINE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(legend);
    for (int i = 0; i < names.size(); i++) {
      int left = places.get(i)[0];
      int top = places.get(i)[1];
      for (int dy = 0; dy < swatch; dy++) {
        for (int dx = 0; dx < swatch; dx++) {
          boolean dark = hatched(dx, dy);
          Color color = colors.get(i) != null ? colors.get(i) : dark ? Color.BLACK : Color.WHITE;
          legend.setRGB(left + dx, top + 2 + dy, color.getRGB());
        }
      }
      graphics.setColor(Color.DARK_GRAY);
      graphics.drawRect(left, top + 2, swatch - 1, swatch - 1);
      graphics.setColor(Color.BLACK);
      graphics.drawString(names.get(i), left + swatch + 5, top + 14);
    }
    graphics.dispose();
    return legend;
  }

  /** Tints a picture that is {@code factor} times as large as the class map. */
  private BufferedImage tint(BufferedImage image, byte[] classes, int factor) {
    int width = image.getWidth();
    int height = image.getHeight();
    int mapWidth = width / factor;
    checkSize(classes, mapWidth, height / factor);
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int label = label(classes, mapWidth, factor, x, y);
        int i = y * width + x;
        if (label == SegmentationSample.IGNORE) {
          rgb[i] = hatched(x, y) ? 0 : blend(rgb[i], 0xFFFFFF, 0.5);
          continue;
        }
        checkLabel(label);
        Color color = Palette.classColor(classNames, label);
        if (color != null) {
          boolean border =
              (x > 0 && label(classes, mapWidth, factor, x - 1, y) != label)
                  || (x < width - 1 && label(classes, mapWidth, factor, x + 1, y) != label)
                  || (y > 0 && label(classes, mapWidth, factor, x, y - 1) != label)
                  || (y < height - 1 && label(classes, mapWidth, factor, x, y + 1) != label);
          rgb[i] = blend(rgb[i], color.getRGB(), border ? 1 : TINT);
        }
      }
    }
    BufferedImage tinted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    tinted.setRGB(0, 0, width, height, rgb, 0, width);
    return tinted;
  }

  private static int label(byte[] classes, int mapWidth, int factor, int x, int y) {
    return classes[y / factor * mapWidth + x / factor] & 0xFF;
  }

  private static boolean hatched(int x, int y) {
    return (x + y) % 6 < 3;
  }

  private static int blend(int below, int above, double share) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int a = below >> shift & 0xFF;
      int b = above >> shift & 0xFF;
      mixed |= (int) Math.round(a + share * (b - a)) << shift;
    }
    return mixed;
  }

  /** Every pixel becomes a square: what was seen by the network is seen here. */
  private static BufferedImage enlarge(BufferedImage image, int factor) {
    if (factor == 1) {
      return image;
    }
    int width = image.getWidth() * factor;
    int height = image.getHeight() * factor;
    BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        large.setRGB(x, y, image.getRGB(x / factor, y / factor));
      }
    }
    return large;
  }

  /** A text that fits a width, cut if it must be. */
  static String shorten(String text, FontMetrics metrics, int width) {
    String shown = text;
    for (int length = text.length(); length > 0 && metrics.stringWidth(shown) > width; length--) {
      shown = text.substring(0, length - 1) + "…";
    }
    return shown;
  }

  /** White, black ink, smooth text and smooth shrinking. */
  static Graphics2D graphics(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(FONT);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return graphics;
  }

  private void checkLabel(int label) {
    if (label >= classNames.size()) {
      throw new IllegalArgumentException(
          String.format(
              "class map: value %d, must be 0 to %d or %d (void)",
              label, classNames.size() - 1, SegmentationSample.IGNORE));
    }
  }

  private static void checkSize(byte[] classes, int width, int height) {
    if (classes.length != width * height) {
      throw new IllegalArgumentException(
          String.format(
              "class map: %d pixels, must be %d (%d x %d)",
              classes.length, width * height, width, height));
    }
  }
}

package org.dl4jvision.data.segmentation;

import java.util.List;
import java.util.function.Function;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;

/** A window of a resized image in memory, 2 bytes a value: in steps of 1/65535. */
final class ResizedSample {

  private static final int STEPS = 65535;

  /** Values that an array can hold. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  /** Pixels of the old image that are read at once, which are 50 MB of values. */
  private static final int PART = 1 << 22;

  private final int channels;
  private final Region window;
  private final char[] steps;
  private byte[] labels;
  private String name;

  /**
   * @param window of the resized image
   * @param old gives a window of the image in its own size, with or without labels
   */
  ResizedSample(
      int channels,
      Region window,
      Resampling resampling,
      Function<Region, SegmentationSample> old) {
    Check.that(
        isPossible(channels, window),
        "window of a resized image",
        window,
        "at most " + MOST / channels + " pixels");
    this.channels = channels;
    this.window = window;
    steps = new char[Math.toIntExact(channels * window.area())];
    fill(window, resampling, old);
  }

  /** Whether arrays can hold a window. */
  static boolean isPossible(int channels, Region window) {
    return channels * window.area() <= MOST;
  }

  /** Bytes that a window takes. */
  static long memory(int channels, Region window) {
    return (2L * channels + 1) * window.area();
  }

  /** Fills a part, in halves where it is made of too much. */
  private void fill(Region part, Resampling resampling, Function<Region, SegmentationSample> old) {
    Region source = resampling.source(part);
    if (source.area() > PART && part.area() > 1) {
      halves(part).forEach(half -> fill(half, resampling, old));
      return;
    }
    SegmentationSample sample = old.apply(source);
    name = sample.name();
    float[] values = resampling.values(sample.image(), channels, part);
    for (int c = 0, from = 0; c < channels; c++) {
      for (int y = part.top(); y < part.bottom(); y++) {
        int to = place(c, y, part.left());
        for (int x = 0; x < part.width(); x++) {
          steps[to++] = step(values[from++]);
        }
      }
    }
    if (sample.labels() != null) {
      fillLabels(resampling.classes(sample.labels(), part), part);
    }
  }

  /** The upper and the lower half, of a single row the left and the right one. */
  private static List<Region> halves(Region part) {
    if (part.height() == 1) {
      int left = part.width() / 2;
      return List.of(
          new Region(part.top(), part.left(), 1, left),
          new Region(part.top(), part.left() + left, 1, part.width() - left));
    }
    int upper = part.height() / 2;
    return List.of(
        new Region(part.top(), part.left(), upper, part.width()),
        new Region(part.top() + upper, part.left(), part.height() - upper, part.width()));
  }

  private void fillLabels(byte[] classes, Region part) {
    if (labels == null) {
      labels = new byte[Math.toIntExact(window.area())];
    }
    for (int y = 0; y < part.height(); y++) {
      int to = place(0, part.top() + y, part.left());
      System.arraycopy(classes, y * part.width(), labels, to, part.width());
    }
  }

  private int place(int channel, int row, int column) {
    return (channel * window.height() + row - window.top()) * window.width()
        + column
        - window.left();
  }

  private static char step(float value) {
    return (char) Math.round(STEPS * (double) Math.max(0, Math.min(1, value)));
  }

  /** A part of this window, which may be all of it. */
  SegmentationSample sample(Region part) {
    float[] values = new float[Math.toIntExact(channels * part.area())];
    for (int c = 0, to = 0; c < channels; c++) {
      for (int y = part.top(); y < part.bottom(); y++) {
        int from = place(c, y, part.left());
        for (int x = 0; x < part.width(); x++) {
          values[to++] = steps[from++] / (float) STEPS;
        }
      }
    }
    byte[] classes = labels == null ? null : new byte[Math.toIntExact(part.area())];
    for (int y = 0; labels != null && y < part.height(); y++) {
      int from = place(0, part.top() + y, part.left());
      System.arraycopy(labels, from, classes, y * part.width(), part.width());
    }
    return new SegmentationSample(name, channels, part.height(), part.width(), values, classes);
  }
}

package org.dl4jvision.io.coco;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.shade.jackson.core.JsonParser;

/**
 * Where an object is, as a COCO file says it. A file may have a million of them: they take about as
 * many bytes as the shortest text would. Immutable and thread-safe.
 */
public sealed interface CocoSegmentation {

  /**
   * Reads polygons or run lengths that stand in a file of another format.
   *
   * @param parser that stands at the value
   * @return null where nothing is said
   * @throws IOException if it is no well-formed JSON
   */
  static CocoSegmentation read(JsonParser parser) throws IOException {
    return new SegmentationReader().read(parser);
  }

  /** Polygons, of which an object is the union. */
  final class Polygons implements CocoSegmentation {

    /** Files have up to two decimals, or few more, or as many as a double has. */
    private static final double[] SCALES = {100, 10_000};

    private static final double LARGEST = 1e9;

    /**
     * The index of the scale, or as many as there are scales for bits of doubles; then each ring's
     * number of numbers and their differences from the same coordinate of the point before.
     */
    private final byte[] packed;

    /**
     * @param numbers of all rings, x and y in turn
     * @param ends of the rings in {@code numbers}
     * @param rings how many
     */
    Polygons(double[] numbers, int[] ends, int rings, Varints writer) {
      int scale = 0;
      while (scale < SCALES.length && !isExact(numbers, ends[rings - 1], SCALES[scale])) {
        scale++;
      }
      writer.write(scale);
      for (int ring = 0, i = 0; ring < rings; ring++) {
        int start = i;
        writer.write(ends[ring] - start);
        for (; i < ends[ring]; i++) {
          long before = i - start < 2 ? 0 : toLong(numbers[i - 2], scale);
          writer.write(toLong(numbers[i], scale) - before);
        }
      }
      packed = writer.take();
    }

    private static boolean isExact(double[] numbers, int count, double scale) {
      for (int i = 0; i < count; i++) {
        double value = numbers[i];
        if (!(Math.abs(value) < LARGEST) || Math.rint(value * scale) / scale != value) {
          return false;
        }
      }
      return true;
    }

    private static long toLong(double value, int scale) {
      return scale < SCALES.length
          ? (long) Math.rint(value * SCALES[scale])
          : Double.doubleToRawLongBits(value);
    }

    private static double toDouble(long value, int scale) {
      return scale < SCALES.length ? value / SCALES[scale] : Double.longBitsToDouble(value);
    }

    /** The polygons, x and y of each point in turn, in pixels; at least three points each. */
    public List<double[]> rings() {
      Varints reader = Varints.reader(packed);
      int scale = (int) reader.read();
      List<double[]> rings = new ArrayList<>();
      while (!reader.atEnd()) {
        double[] ring = new double[(int) reader.read()];
        long[] last = new long[2];
        for (int i = 0; i < ring.length; i++) {
          last[i % 2] += reader.read();
          ring[i] = toDouble(last[i % 2], scale);
        }
        rings.add(ring);
      }
      return rings;
    }
  }

  /** Runs of pixels outside and inside in turn, down the first column, then down the next. */
  final class Runs implements CocoSegmentation {

    private final int height;
    private final int width;
    private final byte[] packed;

    /**
     * @param counts of pixels, each 0 or more, no more in all than the image has
     */
    Runs(int height, int width, int[] counts, int size, Varints writer) {
      this.height = height;
      this.width = width;
      for (int i = 0; i < size; i++) {
        writer.write(counts[i]);
      }
      packed = writer.take();
    }

    /** The height of the image, in pixels. */
    public int height() {
      return height;
    }

    /** The width of the image, in pixels. */
    public int width() {
      return width;
    }

    /** The numbers of pixels: outside, inside, outside, and so on. */
    public int[] counts() {
      Varints reader = Varints.reader(packed);
      int[] counts = new int[packed.length];
      int size = 0;
      while (!reader.atEnd()) {
        counts[size++] = (int) reader.read();
      }
      return Arrays.copyOf(counts, size);
    }
  }

  /**
   * What cannot be understood. It is said only to those that need it: detectors do not.
   *
   * @param problem follows the object's name
   */
  record Broken(String problem) implements CocoSegmentation {}
}

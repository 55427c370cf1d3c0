package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.MaskWindows;
import org.dl4jvision.data.Region;

/** How many pixels of each code a mask has. Immutable. */
final class MaskCount {

  private final Path file;
  private final String loss;
  private final int[] palette;
  // Two arrays in place of a map: masks may have many colors.
  private final int[] codes;
  private final long[] pixels;

  private MaskCount(Path file, String loss, int[] palette, Map<Integer, Long> counts) {
    this.file = file;
    this.loss = loss;
    this.palette = palette;
    codes = counts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    pixels = Arrays.stream(codes).mapToLong(counts::get).toArray();
  }

  /**
   * Counts the codes of a mask, strip by strip.
   *
   * @throws IllegalArgumentException if it cannot be read or is damaged
   */
  static MaskCount of(Path file, MaskWindows windows) {
    Map<Integer, Long> counts = new HashMap<>();
    Mask mask = null;
    for (Region strip : Region.strips(windows.size(), windows.rows())) {
      mask = windows.mask(strip);
      checkIndices(file, mask);
      int[] codes = mask.codes();
      // Neighbors are mostly equal: count runs.
      for (int start = 0, i = 1; i <= codes.length; i++) {
        if (i == codes.length || codes[i] != codes[start]) {
          counts.merge(codes[start], (long) i - start, Long::sum);
          start = i;
        }
      }
    }
    return new MaskCount(file, mask.loss(), mask.palette(), counts);
  }

  private static void checkIndices(Path file, Mask mask) {
    int colors = mask.palette() == null ? Integer.MAX_VALUE : mask.palette().length;
    Arrays.stream(mask.codes())
        .filter(index -> index >= colors)
        .findFirst()
        .ifPresent(
            index -> {
              throw new IllegalArgumentException(
                  "mask "
                      + file
                      + " has the palette index "
                      + index
                      + ", but its palette has "
                      + colors
                      + " colors; the file is damaged");
            });
  }

  /** The same pixels with other codes, which are no indices of a palette. */
  MaskCount with(IntUnaryOperator change) {
    Map<Integer, Long> counts = new HashMap<>();
    for (int i = 0; i < codes.length; i++) {
      counts.merge(change.applyAsInt(codes[i]), pixels[i], Long::sum);
    }
    return new MaskCount(file, loss, null, counts);
  }

  Path file() {
    return file;
  }

  /** Whether its codes are not exact. */
  boolean lossy() {
    return loss != null;
  }

  /** What kind of file it is whose codes are not exact, for messages. */
  String loss() {
    return loss;
  }

  /** The colors of a palette file, or null. */
  int[] palette() {
    return palette;
  }

  /** The codes that occur, in rising order. */
  IntStream codes() {
    return Arrays.stream(codes);
  }

  /** The number of all pixels. */
  long pixels() {
    return Arrays.stream(pixels).sum();
  }

  /** The number of pixels of a code. */
  long pixels(int code) {
    int at = Arrays.binarySearch(codes, code);
    return at < 0 ? 0 : pixels[at];
  }

  /** The number of pixels whose code passes. */
  long pixels(IntPredicate which) {
    long sum = 0;
    for (int i = 0; i < codes.length; i++) {
      sum += which.test(codes[i]) ? pixels[i] : 0;
    }
    return sum;
  }

  /**
   * The classes that occur, void not among them.
   *
   * @param classOf the class of a code, {@link SegmentationSample#IGNORE} where void
   */
  Set<Integer> classes(IntUnaryOperator classOf) {
    return codes()
        .map(classOf)
        .filter(index -> index != SegmentationSample.IGNORE)
        .boxed()
        .collect(toSet());
  }

  /** Adds the number of pixels of each class, those of void ones to none. */
  void addTo(long[] sums, IntUnaryOperator classOf) {
    for (int i = 0; i < codes.length; i++) {
      int index = classOf.applyAsInt(codes[i]);
      if (index != SegmentationSample.IGNORE) {
        sums[index] += pixels[i];
      }
    }
  }

  /** The most frequent of the codes that pass, at least one of which occurs. */
  int mostFrequent(IntPredicate which) {
    int best = -1;
    for (int i = 0; i < codes.length; i++) {
      if (which.test(codes[i]) && (best < 0 || pixels[i] > pixels[best])) {
        best = i;
      }
    }
    return codes[best];
  }
}

package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What the numbers of lines of one kind look like: evidence for {@link YoloMeaning}. */
final class YoloColumns {

  /** Boxes reach so far out of images by rounding, as a share of the image. */
  private static final double ROUNDING = 0.01;

  private static final int SAMPLES = 1000;

  private final List<YoloLine> lines;

  YoloColumns(List<YoloLine> lines) {
    this.lines = lines;
  }

  /** The number of lines. */
  int size() {
    return lines.size();
  }

  /** A number counted from the end of each line, from 1. */
  private static ToDoubleFunction<YoloLine> fromEnd(int place) {
    return line -> line.numbers()[line.numbers().length - place];
  }

  /** Whether the numbers at a place from the end, from 1, can be confidences: above 0, up to 1. */
  boolean areConfidences(int place) {
    ToDoubleFunction<YoloLine> number = fromEnd(place);
    return lines.stream()
        .mapToDouble(number)
        .allMatch(confidence -> confidence > 0 && confidence <= 1);
  }

  /** Whether the numbers at a place from the end are whole, and each once in its file. */
  boolean areTrackIds(int place) {
    ToDoubleFunction<YoloLine> number = fromEnd(place);
    Map<Path, Set<Double>> ids = new HashMap<>();
    return lines.stream()
        .allMatch(
            line -> {
              double id = number.applyAsDouble(line);
              return id >= 1
                  && id == Math.rint(id)
                  && ids.computeIfAbsent(line.file(), file -> new HashSet<>()).add(id);
            });
  }

  /** Whether the last two numbers are a confidence and a track id: ids beyond 1 are no shares. */
  boolean areTracked() {
    return areConfidences(2) && areTrackIds(1) && exceedOne(1)
        || areConfidences(1) && areTrackIds(2) && exceedOne(2);
  }

  private boolean exceedOne(int place) {
    return lines.stream().mapToDouble(fromEnd(place)).anyMatch(number -> number > 1);
  }

  /** Whether every third number behind a box says how a point is seen: 0, 1 or 2. */
  boolean haveVisibilities() {
    return lines.stream()
        .map(YoloLine::numbers)
        .allMatch(
            numbers -> {
              boolean all = (numbers.length - 4) % 3 == 0;
              for (int i = 6; all && i < numbers.length; i += 3) {
                all = numbers[i] == 0 || numbers[i] == 1 || numbers[i] == 2;
              }
              return all;
            });
  }

  /** Share of the lines whose four numbers from one on are a box inside of its image. */
  double boxes(int start) {
    return share(
        line -> {
          double[] numbers = line.numbers();
          return isInside(numbers[start], numbers[start + 2])
              && isInside(numbers[start + 1], numbers[start + 3]);
        });
  }

  /** Whether a side of a box lies inside of the image, by its center and length. */
  static boolean isInside(double center, double length) {
    return length > 0 && center - length / 2 >= -ROUNDING && center + length / 2 <= 1 + ROUNDING;
  }

  /** Share of the lines that are outlines which do not cross themselves. */
  double simple(int behind) {
    return share(line -> isSimple(line.numbers(), (line.numbers().length - behind) / 2));
  }

  private double share(Predicate<YoloLine> has) {
    long sampled = Math.min(SAMPLES, lines.size());
    return lines.stream().limit(sampled).filter(has).count() / (double) sampled;
  }

  private static boolean isSimple(double[] xy, int points) {
    for (int i = 0; i < points; i++) {
      for (int j = i + 2; j < points; j++) {
        boolean neighbors = i == 0 && j == points - 1;
        if (!neighbors && cross(xy, i, (i + 1) % points, j, (j + 1) % points)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether the line from a to b crosses the one from c to d. */
  private static boolean cross(double[] xy, int a, int b, int c, int d) {
    return side(xy, a, b, c) * side(xy, a, b, d) < 0 && side(xy, c, d, a) * side(xy, c, d, b) < 0;
  }

  /** On which side of the line from a to b the point p lies, by the sign. */
  private static double side(double[] xy, int a, int b, int p) {
    double x = xy[2 * a];
    double y = xy[2 * a + 1];
    return (xy[2 * b] - x) * (xy[2 * p + 1] - y) - (xy[2 * b + 1] - y) * (xy[2 * p] - x);
  }
}

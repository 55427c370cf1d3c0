package org.dl4jvision.data.format;

import static java.util.stream.Collectors.toCollection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the numbers behind the class of a {@link YoloLine} are, decided for all lines of a data set.
 * Four are a box in any case: center and size. More are an outline; or a box and what a detector, a
 * tracker or an annotator of poses wrote behind it; or an outline with such. Where it cannot be
 * told, the data set is refused: never another box than the one that was meant.
 *
 * @param outlines whether longer lines are outlines, else they begin with their box
 * @param behind so many numbers at the end of an outline are no points
 * @param longer what longer lines are, in words; empty where there are none
 */
record YoloMeaning(boolean outlines, int behind, String longer) {

  private static final String EXPECTED =
      "must have 4 numbers after the class (x, y, width, height), or the points of a polygon";

  /** If as many lines or more are boxes inside of their image, they are boxes. */
  private static final double MOST = 0.8;

  /** Of so many lines or more, outlines that never cross themselves are no chance. */
  private static final int ENOUGH = 5;

  private static final double NEARLY_ALL = 0.95;

  /**
   * Refuses a line that is too short for a box.
   *
   * @throws IllegalArgumentException one line, naming it
   */
  static void requireBox(YoloLine line) {
    if (line.numbers().length < 4) {
      throw line.error(EXPECTED + ", but has " + line.numbers().length);
    }
  }

  /**
   * Decides.
   *
   * @param lines of all files, none too short for a box
   * @throws IllegalArgumentException one line, naming a line that cannot be told, and what to do
   */
  static YoloMeaning of(List<YoloLine> lines, Optional<YoloConfig> config) {
    List<YoloLine> longer = lines.stream().filter(line -> line.numbers().length > 4).toList();
    if (longer.isEmpty()) {
      return new YoloMeaning(false, 0, "");
    }
    if (config.flatMap(YoloConfig::keypoints).isPresent()) {
      return poses(longer, config.orElseThrow());
    }
    Set<Integer> counts =
        longer.stream().map(line -> line.numbers().length).collect(toCollection(TreeSet::new));
    return Set.of(5, 6).containsAll(counts) && counts.contains(5)
        ? detections(longer)
        : outlines(longer, counts, config.map(YoloConfig::polygons).orElse(false));
  }

  /** Boxes with keypoints; detectors of poses write a confidence and a track id behind them. */
  private static YoloMeaning poses(List<YoloLine> longer, YoloConfig config) {
    List<Integer> shape = config.keypoints().orElseThrow();
    int expected = 4 + shape.get(0) * shape.get(1);
    for (YoloLine line : longer) {
      int more = line.numbers().length - expected;
      if (more < 0 || more > 2) {
        throw line.error(
            "has "
                + line.numbers().length
                + " numbers after the class, but kpt_shape "
                + shape
                + " of "
                + config.file()
                + " means "
                + expected);
      }
    }
    return new YoloMeaning(
        false, 0, "boxes with keypoints (kpt_shape " + shape + "), of which the boxes count");
  }

  /** Lines of five numbers, and of six where an object was tracked. */
  private static YoloMeaning detections(List<YoloLine> longer) {
    List<YoloLine> five = longer.stream().filter(line -> line.numbers().length == 5).toList();
    List<YoloLine> six = longer.stream().filter(line -> line.numbers().length == 6).toList();
    refuseUnknownLast(five);
    YoloColumns columns = new YoloColumns(five);
    if (columns.boxes(0) < MOST && columns.boxes(1) >= MOST) {
      throw five.get(0)
          .error("has its box behind another number: write class, x, y, width, height");
    }
    if (!six.isEmpty() && !new YoloColumns(six).areTracked()) {
      throw differs(six.get(0), five.get(0));
    }
    return new YoloMeaning(
        false, 0, "boxes with a confidence or track id behind, of which the boxes count");
  }

  private static YoloMeaning outlines(
      List<YoloLine> longer, Set<Integer> counts, boolean polygons) {
    YoloColumns columns = new YoloColumns(longer);
    int parity = longer.get(0).numbers().length % 2;
    for (YoloLine line : longer) {
      if (line.numbers().length % 2 != parity) {
        throw differs(line, longer.get(0));
      }
    }
    boolean tracked = parity == 0 && columns.areTracked();
    if (tracked && counts.equals(Set.of(6))) {
      return new YoloMeaning(
          false, 0, "boxes with confidence and track id behind, of which the boxes count");
    }
    int behind = tracked ? 2 : parity;
    if (!polygons && counts.size() == 1) {
      refusePoses(longer.get(0), columns, behind);
    }
    if (parity == 1) {
      refuseUnknownLast(longer);
    }
    return new YoloMeaning(
        true,
        behind,
        "polygons or rotated boxes"
            + List.of("", " with a confidence or track id", " with confidence and track id")
                .get(behind));
  }

  private static IllegalArgumentException differs(YoloLine line, YoloLine other) {
    return line.error(
        EXPECTED
            + ", but has "
            + line.numbers().length
            + ", where "
            + other
            + " has "
            + other.numbers().length);
  }

  /** Refuses lines of equal length that may be boxes with points behind, which are no outlines. */
  private static void refusePoses(YoloLine line, YoloColumns columns, int behind) {
    int numbers = line.numbers().length - behind;
    if (columns.haveVisibilities()) {
      int points = (line.numbers().length - 4) / 3;
      throw line.error(
          "may be a box with keypoints that are 0, 1 or 2 (hidden or visible): write \"kpt_shape: ["
              + points
              + ", 3]\" in data.yaml, or leave only the four numbers of the box");
    }
    boolean drawn =
        numbers >= 8 && columns.size() >= ENOUGH && columns.simple(behind) >= NEARLY_ALL;
    if (columns.boxes(0) >= MOST && !drawn) {
      throw line.error(
          "may be a polygon, or a box with more behind it: write \"task: segment\" in data.yaml for"
              + " polygons, \"kpt_shape: ["
              + (numbers - 4) / 2
              + ", 2]\" for keypoints, or leave only the four numbers of the box");
    }
  }

  private static void refuseUnknownLast(List<YoloLine> lines) {
    YoloColumns columns = new YoloColumns(lines);
    if (!columns.areConfidences(1) && !columns.areTrackIds(1)) {
      throw lines
          .get(0)
          .error(
              EXPECTED
                  + ", but has "
                  + lines.get(0).numbers().length
                  + ", and the last is neither a confidence (above 0, up to 1) nor a track id"
                  + " (whole, once in a file)");
    }
  }

  /** The box as center and size, or the points of the outline, as shares of the image. */
  double[] points(YoloLine line) {
    int count = line.numbers().length;
    return Arrays.copyOf(line.numbers(), count == 4 || !outlines ? 4 : count - behind);
  }
}

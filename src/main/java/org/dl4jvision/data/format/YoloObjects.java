package org.dl4jvision.data.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.io.DataFault;
import org.dl4jvision.io.DataFault.Kind;

/**
 * Makes objects of the lines of a data set in {@link YoloFormat}, once their meaning is decided.
 */
final class YoloObjects {

  /** Shares of an image are below, also those of objects that reach out of it. */
  private static final double FAR = 2;

  /** So many boxes that reach out of their images may be of annotators who err. */
  private static final int FEW = 2;

  /** Also one box of so many. */
  private static final int ONE_OF = 10;

  private final YoloMeaning meaning;
  private final Optional<List<String>> names;
  private final List<List<YoloLine>> files = new ArrayList<>();
  private final Tally longer = new Tally();
  private final Tally again = new Tally();
  private final int count;

  /**
   * Decides what lines mean.
   *
   * @param files the lines of each
   * @param names of the classes, empty where these have none
   * @param faults what becomes of lines that say no object
   * @throws IllegalArgumentException one line, naming the first line at fault
   */
  YoloObjects(
      List<List<YoloLine>> files,
      Optional<YoloConfig> config,
      Optional<List<String>> names,
      Faults faults) {
    this.names = names;
    List<List<YoloLine>> usable =
        files.stream()
            .map(file -> file.stream().filter(line -> isUsable(line, faults)).toList())
            .toList();
    List<YoloLine> lines = usable.stream().flatMap(List::stream).toList();
    count = lines.size();
    meaning = YoloMeaning.of(lines, config);
    refusePixels(lines);
    refuseCorners(lines.stream().filter(line -> meaning.points(line).length == 4).toList());
    lines.stream().filter(line -> line.numbers().length > 4).forEach(longer::add);
    // Who looks for faults wants to see those that say an object again.
    usable.forEach(file -> this.files.add(faults == Faults.THROWN ? unique(file) : file));
  }

  /** The lines that say an object for the first time. */
  private List<YoloLine> unique(List<YoloLine> lines) {
    Set<List<Double>> known = new HashSet<>();
    List<YoloLine> result = new ArrayList<>();
    for (YoloLine line : lines) {
      List<Double> object = new ArrayList<>(List.of((double) line.classIndex()));
      Arrays.stream(meaning.points(line)).forEach(object::add);
      if (known.add(object)) {
        result.add(line);
      } else {
        again.add(line);
      }
    }
    return result;
  }

  private boolean isUsable(YoloLine line, Faults faults) {
    return faults
        .attempt(
            () -> {
              checkClass(line);
              YoloMeaning.requireBox(line);
              return line;
            })
        .isPresent();
  }

  private void checkClass(YoloLine line) {
    if (names.isPresent() && line.classIndex() >= names.get().size()) {
      throw new DataFault(
          Kind.UNKNOWN_CLASS,
          line
              + " is of class "
              + line.classIndex()
              + ", which is not declared: there are "
              + names.get().size()
              + " classes, from 0");
    }
  }

  private void refusePixels(List<YoloLine> lines) {
    List<YoloLine> far =
        lines.stream()
            .filter(
                line ->
                    Arrays.stream(meaning.points(line))
                        .anyMatch(number -> number > FAR || number < 1 - FAR))
            .toList();
    if (!far.isEmpty()) {
      throw far.get(0)
          .error(
              "has coordinates that are not normalized: they must be shares of the image's width"
                  + " and height, from 0 to 1, as pixels divided by width and height ("
                  + far.size()
                  + " of "
                  + count
                  + " lines are so)");
    }
  }

  /** Refuses boxes that are written as corners, or as a corner and a size, instead of a center. */
  private static void refuseCorners(List<YoloLine> boxes) {
    List<YoloLine> outside =
        boxes.stream()
            .filter(
                line ->
                    !YoloColumns.isInside(line.numbers()[0], line.numbers()[2])
                        || !YoloColumns.isInside(line.numbers()[1], line.numbers()[3]))
            .toList();
    if (outside.size() <= FEW || outside.size() * ONE_OF < boxes.size()) {
      return;
    }
    boolean corners =
        boxes.stream()
            .map(YoloLine::numbers)
            .allMatch(n -> isPart(n[0], n[2]) && isPart(n[1], n[3]));
    boolean sizes =
        boxes.stream()
            .map(YoloLine::numbers)
            .allMatch(n -> isPart(n[0], n[0] + n[2]) && isPart(n[1], n[1] + n[3]));
    if (corners || sizes) {
      throw outside
          .get(0)
          .error(
              "reaches out of its image, as do "
                  + outside.size()
                  + " of "
                  + boxes.size()
                  + " boxes, which look like "
                  + (corners ? "two corners" : "the upper left corner and the size")
                  + ": write x and y of the center, width and height");
    }
  }

  /** Whether a side from one share of the image to another lies inside. */
  private static boolean isPart(double from, double to) {
    return to > from && YoloColumns.isInside((from + to) / 2, to - from);
  }

  /** The objects of a file, by its index; lines that say the same are one object. */
  List<Annotation> of(int file, ImageSize size) {
    return files.get(file).stream().map(line -> object(line, size)).toList();
  }

  private Annotation object(YoloLine line, ImageSize size) {
    String name =
        names.map(all -> all.get(line.classIndex())).orElse(String.valueOf(line.classIndex()));
    String label = line.label() + " (" + name + ")";
    double[] points = meaning.points(line);
    return points.length == 4
        ? Annotation.of(label, name, box(points, size), Set.of())
        : Annotation.of(label, name, polygon(points, size), Set.of());
  }

  private static Box box(double[] numbers, ImageSize size) {
    double x = numbers[0] * size.width();
    double y = numbers[1] * size.height();
    double halfWidth = numbers[2] * size.width() / 2;
    double halfHeight = numbers[3] * size.height() / 2;
    return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
  }

  private static Polygon polygon(double[] points, ImageSize size) {
    for (int i = 0; i < points.length; i++) {
      points[i] *= i % 2 == 0 ? size.width() : size.height();
    }
    return new Polygon(points);
  }

  /** Says what lines were taken for, where they are not plain boxes, and which say the same. */
  void report(List<String> warnings) {
    longer.report("%d of " + count + " lines are " + meaning.longer() + ", as %s", warnings);
    again.report("%d lines say an object of their file again, which counts once, as %s", warnings);
  }
}

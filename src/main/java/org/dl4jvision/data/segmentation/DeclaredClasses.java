package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Painter;

/**
 * The classes that are declared, and the codes in masks that stand for them.
 *
 * @param names by class index
 * @param numbers the class index of gray values and palette indices, {@link
 *     SegmentationSample#IGNORE} where void
 * @param colors the same of colors, as in {@link ImageFiles.Mask}; empty where none are declared
 * @param twice a color that two classes have, or null
 * @param source the file that declares them, for messages
 */
record DeclaredClasses(
    List<String> names,
    Map<Integer, Integer> numbers,
    Map<Integer, Integer> colors,
    Integer twice,
    String source) {

  private static final String FILE = "classes.txt";
  private static final List<String> TWO = List.of("background", "foreground");

  /**
   * What classes.txt, else the legend of the format, else the number or the names of the classes
   * declare; may be nothing.
   */
  static Optional<DeclaredClasses> of(MaskOptions options, Optional<MaskLegend> legend) {
    Path file = options.classesFile();
    if (file != null) {
      DeclaredClasses classes = ofLines(options, ClassesFile.read(file));
      if (ClassesFile.hasNamesOnly(file)) {
        classes.numbers().putIfAbsent(Painter.IGNORE, SegmentationSample.IGNORE);
      }
      return Optional.of(classes);
    }
    if (legend.isPresent() && !legend.get().classNames().isEmpty()) {
      return Optional.of(ofLegend(options, legend.get()));
    }
    return Optional.ofNullable(options.count()).map(count -> ofCount(options, count));
  }

  private static DeclaredClasses ofLegend(MaskOptions options, MaskLegend legend) {
    Map<Integer, Integer> numbers = new HashMap<>(legend.indices());
    Map<Integer, Integer> colors = new HashMap<>(legend.indices());
    numbers.keySet().removeIf(code -> code >= ImageFiles.COLOR);
    colors.keySet().removeIf(code -> code < ImageFiles.COLOR);
    int found = legend.classNames().size();
    if (options.count() != null && options.count() != found) {
      throw new IllegalArgumentException(
          "classes is " + options.count() + ", but " + legend.source() + " has " + found);
    }
    List<String> names = options.classNames() != null ? options.classNames() : legend.classNames();
    return new DeclaredClasses(
        names,
        withIgnored(options, numbers),
        colors,
        null,
        legend.source().getFileName().toString());
  }

  /** Class indices from 0, that of the ignored one left out. */
  static DeclaredClasses ofCount(MaskOptions options, int count) {
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int value = 0, index = 0; index < count; value++) {
      if (!options.ignores(value)) {
        numbers.put(value, index++);
      }
    }
    return new DeclaredClasses(
        names(options, count), withIgnored(options, numbers), Map.of(), null, FILE);
  }

  /** A class for each of these values, which are not those of indices, named by it. */
  static DeclaredClasses ofNumbers(MaskOptions options, SortedSet<Integer> values) {
    Map<Integer, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (int value : values) {
      numbers.put(value, names.size());
      names.add("class" + value);
    }
    return new DeclaredClasses(names, withIgnored(options, numbers), Map.of(), null, FILE);
  }

  private static DeclaredClasses ofLines(MaskOptions options, List<ClassesFile.Line> lines) {
    List<ClassesFile.Line> trained =
        lines.stream().filter(line -> !options.ignores(line.index())).toList();
    checkCount(options, trained.size());
    boolean colored = lines.stream().allMatch(line -> line.color() != null);
    Map<Integer, Integer> numbers = new HashMap<>();
    Map<Integer, Integer> colors = new HashMap<>();
    Integer twice = null;
    for (ClassesFile.Line line : lines) {
      int rank = trained.indexOf(line);
      int index = rank < 0 ? SegmentationSample.IGNORE : rank;
      numbers.put(line.index(), index);
      if (colored && colors.putIfAbsent(ImageFiles.COLOR | line.color(), index) != null) {
        twice = ImageFiles.COLOR | line.color();
      }
    }
    List<String> names =
        options.classNames() != null
            ? options.classNames()
            : trained.stream().map(ClassesFile.Line::name).toList();
    return new DeclaredClasses(names, withIgnored(options, numbers), colors, twice, FILE);
  }

  private static void checkCount(MaskOptions options, int found) {
    Integer count = options.count();
    Path file = options.classesFile();
    if (count != null && count != found) {
      throw new IllegalArgumentException(
          "classes is "
              + count
              + ", but "
              + file
              + " has "
              + found
              + " classes"
              + (options.ignoreIndex() == null ? "" : " besides the ignored one"));
    }
  }

  /** The names that the user says, else those that numbers have. */
  static List<String> names(MaskOptions options, int count) {
    if (options.classNames() != null) {
      return options.classNames();
    }
    return count == 2 ? TWO : IntStream.range(0, count).mapToObj(i -> "class" + i).toList();
  }

  /** Adds the ignored value. */
  static Map<Integer, Integer> withIgnored(MaskOptions options, Map<Integer, Integer> classes) {
    Map<Integer, Integer> all = new HashMap<>(classes);
    if (options.ignoreIndex() != null) {
      all.put(options.ignoreIndex(), SegmentationSample.IGNORE);
    }
    return all;
  }
}

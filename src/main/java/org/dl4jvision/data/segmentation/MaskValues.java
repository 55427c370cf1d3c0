package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.io.TextFiles;

/** What the values in mask files mean: which class, or void. */
final class MaskValues {

  private static final int MAX_CLASSES = 255;

  /** One line of classes.txt: "index name R G B", the color optional. */
  record ClassLine(int index, String name, Integer color) {}

  /** What the user says about the masks; null where nothing is said. */
  record Wishes(
      Integer ignoreIndex,
      Integer foreground,
      Integer classCount,
      List<String> classNames,
      Path classesFile) {}

  private final List<String> names;
  private final Map<Integer, Integer> classes;
  private final Integer elsewhere;
  private final boolean threshold;

  private MaskValues(
      List<String> names, Map<Integer, Integer> classes, Integer elsewhere, boolean threshold) {
    this.names = List.copyOf(names);
    this.classes = Map.copyOf(classes);
    this.elsewhere = elsewhere;
    this.threshold = threshold;
  }

  List<String> names() {
    return names;
  }

  /** Class of a mask code, {@link SegmentationSample#IGNORE} where void, -1 where not allowed. */
  int classOf(int code) {
    if (threshold) {
      return code < 128 ? 0 : 1;
    }
    Integer value = classes.get(code);
    return value != null ? value : elsewhere != null ? elsewhere : -1;
  }

  /** The values that are allowed, for messages. */
  String allowed() {
    TreeSet<Integer> codes = new TreeSet<>(classes.keySet());
    return codes.size() > 12 && codes.last() - codes.first() == codes.size() - 1
        ? show(codes.first()) + " to " + show(codes.last())
        : show(codes);
  }

  static String show(int code) {
    return code >= ImageFiles.COLOR
        ? "(%d, %d, %d)".formatted(code >> 16 & 0xff, code >> 8 & 0xff, code & 0xff)
        : Integer.toString(code);
  }

  private static String show(Collection<Integer> codes) {
    return codes.stream().limit(12).map(MaskValues::show).collect(joining(", "))
        + (codes.size() > 12 ? ", ..." : "");
  }

  /**
   * Finds the meaning of the codes that occur.
   *
   * @param seen all codes that occur in the masks, colors only if some mask really is colored
   * @param lossy whether all masks are JPEG files, whose values are blurred
   */
  static MaskValues of(Wishes wishes, NavigableSet<Integer> seen, boolean lossy) {
    checkNumbers(wishes);
    if (wishes.foreground() != null) {
      return foreground(wishes, seen);
    }
    List<ClassLine> lines = wishes.classesFile() == null ? null : parse(wishes.classesFile());
    boolean colored = !seen.isEmpty() && seen.last() >= ImageFiles.COLOR;
    if (colored) {
      return colors(wishes, lines);
    }
    TreeSet<Integer> values = new TreeSet<>(seen);
    if (wishes.ignoreIndex() != null) {
      values.remove(wishes.ignoreIndex());
    }
    List<Integer> indices = lines == null ? null : trainedIndices(wishes, lines);
    Integer count = indices != null ? Integer.valueOf(indices.size()) : count(wishes);
    List<String> names = names(wishes, lines, count);
    boolean mayBeBinary = count == null || count == 2;
    boolean bright = !values.isEmpty() && values.last() >= 128 && values.last() <= 255;
    if (mayBeBinary && lossy && bright && wishes.ignoreIndex() == null) {
      return new MaskValues(binaryNames(names), Map.of(0, 0, 255, 1), null, true);
    }
    if (mayBeBinary && List.of(0, 255).containsAll(values)) {
      Map<Integer, Integer> binary = withIgnored(wishes, Map.of(0, 0, 255, 1));
      // No mask has foreground: 1 could be its value as well as 255.
      binary.putIfAbsent(1, 1);
      return new MaskValues(binaryNames(names), binary, null, false);
    }
    if (indices == null) {
      indices = indices(wishes, count == null ? guessCount(values) : count);
    }
    Map<Integer, Integer> classes = new HashMap<>();
    for (int i = 0; i < indices.size(); i++) {
      classes.put(indices.get(i), i);
    }
    if (names == null) {
      names = defaultNames(indices.size());
    }
    return new MaskValues(names, withIgnored(wishes, classes), null, false);
  }

  private static void checkNumbers(Wishes wishes) {
    Integer count = count(wishes);
    if (count != null) {
      Check.between("classes", count, 2, MAX_CLASSES);
    }
    Integer ignore = wishes.ignoreIndex();
    if (ignore != null) {
      Check.atLeast("ignoreIndex", ignore, 0);
    }
    if (ignore != null && ignore.equals(wishes.foreground())) {
      throw new IllegalArgumentException("ignoreIndex and foreground are both " + ignore);
    }
  }

  private static MaskValues foreground(Wishes wishes, NavigableSet<Integer> seen) {
    int value = wishes.foreground();
    Integer count = count(wishes);
    if (count != null && count != 2) {
      throw new IllegalArgumentException(
          "with foreground there are 2 classes, but classes is " + count);
    }
    if (!seen.contains(value)) {
      throw new IllegalArgumentException(
          "foreground is " + value + ", but no mask has that value; found: " + show(seen));
    }
    List<String> names = binaryNames(wishes.classNames());
    return new MaskValues(names, withIgnored(wishes, Map.of(value, 1)), 0, false);
  }

  private static MaskValues colors(Wishes wishes, List<ClassLine> lines) {
    if (lines == null || lines.stream().anyMatch(line -> line.color() == null)) {
      throw new IllegalArgumentException(
          "the masks are colored: classes.txt in the data folder must give each class in a line"
              + " \"index name R G B\"");
    }
    List<Integer> indices = trainedIndices(wishes, lines);
    Map<Integer, Integer> classes = new HashMap<>();
    for (ClassLine line : lines) {
      int rank = indices.indexOf(line.index());
      classes.put(ImageFiles.COLOR | line.color(), rank < 0 ? SegmentationSample.IGNORE : rank);
    }
    return new MaskValues(names(wishes, lines, indices.size()), classes, null, false);
  }

  private static int guessCount(NavigableSet<Integer> values) {
    int count = values.size();
    if (values.first() != 0 || values.last() != count - 1 || count > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "the masks have the values "
              + show(values)
              + "; expected 0 and 255, or class indices from 0 without gaps: give the number of"
              + " classes, the foreground value or the ignore index (often 255)");
    }
    return Math.max(2, count);
  }

  /** The first {@code count} indices that are not ignored. */
  private static List<Integer> indices(Wishes wishes, int count) {
    return IntStream.iterate(0, i -> i + 1)
        .filter(i -> wishes.ignoreIndex() == null || i != wishes.ignoreIndex())
        .limit(count)
        .boxed()
        .toList();
  }

  private static List<Integer> trainedIndices(Wishes wishes, List<ClassLine> lines) {
    List<Integer> indices = new ArrayList<>();
    lines.forEach(line -> indices.add(line.index()));
    indices.remove(wishes.ignoreIndex());
    Integer count = count(wishes);
    if (count != null && count != indices.size()) {
      throw new IllegalArgumentException(
          "classes is "
              + count
              + ", but "
              + wishes.classesFile()
              + " has "
              + indices.size()
              + " classes"
              + (wishes.ignoreIndex() == null ? "" : " besides the ignored one"));
    }
    return indices;
  }

  private static Integer count(Wishes wishes) {
    return wishes.classNames() != null
        ? Integer.valueOf(wishes.classNames().size())
        : wishes.classCount();
  }

  private static List<String> names(Wishes wishes, List<ClassLine> lines, Integer count) {
    if (wishes.classNames() != null) {
      return wishes.classNames();
    }
    if (lines != null) {
      return lines.stream()
          .filter(line -> wishes.ignoreIndex() == null || line.index() != wishes.ignoreIndex())
          .map(ClassLine::name)
          .toList();
    }
    return count == null ? null : defaultNames(count);
  }

  private static List<String> binaryNames(List<String> names) {
    return names == null ? defaultNames(2) : names;
  }

  private static List<String> defaultNames(int count) {
    return count == 2
        ? List.of("background", "foreground")
        : IntStream.range(0, count).mapToObj(i -> "class" + i).toList();
  }

  private static Map<Integer, Integer> withIgnored(Wishes wishes, Map<Integer, Integer> classes) {
    Map<Integer, Integer> all = new HashMap<>(classes);
    if (wishes.ignoreIndex() != null) {
      all.put(wishes.ignoreIndex(), SegmentationSample.IGNORE);
    }
    return all;
  }

  private static List<ClassLine> parse(Path file) {
    TreeMap<Integer, ClassLine> lines = new TreeMap<>();
    for (String line : TextFiles.lines(file)) {
      ClassLine parsed = parse(line);
      if (parsed == null || lines.put(parsed.index(), parsed) != null) {
        throw new IllegalArgumentException(
            file
                + " has the line \""
                + line
                + "\"; expected \"index name\" or \"index name R G B\" with each index once and"
                + " colors from 0 to 255");
      }
    }
    if (lines.size() < 2 || lines.size() > MAX_CLASSES) {
      throw new IllegalArgumentException(
          file + " has " + lines.size() + " classes; expected from 2 to " + MAX_CLASSES);
    }
    return List.copyOf(lines.values());
  }

  private static ClassLine parse(String line) {
    String[] words = line.split("\\s+");
    try {
      int index = Integer.parseInt(words[0]);
      int n = words.length;
      boolean hasColor = n >= 5 && words[n - 1].matches("\\d+") && words[n - 3].matches("\\d+");
      Integer color = null;
      if (hasColor) {
        color = 0;
        for (int i = n - 3; i < n; i++) {
          int part = Integer.parseInt(words[i]);
          if (part > 255) {
            return null;
          }
          color = color << 8 | part;
        }
      }
      String name = String.join(" ", List.of(words).subList(1, hasColor ? n - 3 : n));
      return index < 0 || name.isEmpty() ? null : new ClassLine(index, name, color);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}

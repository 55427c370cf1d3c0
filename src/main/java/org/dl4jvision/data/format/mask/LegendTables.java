package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.io.TextFiles;

/** Legends that are tables with a row a class. */
final class LegendTables {

  /** What classes are called that count for nothing, where two others are left. */
  private static final Set<String> VOID =
      Set.of("void", "unlabelled", "unlabeled", "ignore", "ignored");

  private static final String COLOR =
      "(?<red>\\d{1,3})[\\s,]+(?<green>\\d{1,3})[\\s,]+(?<blue>\\d{1,3})";
  private static final Pattern COLOR_FIRST = Pattern.compile(COLOR + "[\\s,]+(?<name>\\S.*)");
  private static final Pattern COLOR_LAST = Pattern.compile("(?<name>.*?\\S)[\\s,:]+" + COLOR);
  private static final Pattern OBJECT =
      Pattern.compile("(\\d{1,5})\\s+[\\d.]+\\s+\\d+\\s+\\d+\\s+(?:[01]\\s+)?(\\S.*)");

  private LegendTables() {}

  /** Whether a file of a legend's name is none by its first row: lists of classes are many. */
  static boolean mayBeLegend(DataFolder folder, Path file) {
    return !file.getFileName().toString().equalsIgnoreCase("_classes.csv")
        || CsvFile.beginning(folder.head(file)).stream()
            .limit(1)
            .allMatch(row -> row.values().size() == 2);
  }

  /** A class and its color, 0xRRGGBB. */
  private record Entry(String name, int color) {}

  /**
   * Roboflow's {@code _classes.csv}: "Pixel Value, Class", then a row a class.
   *
   * @throws IllegalArgumentException naming the line at fault
   */
  static MaskLegend ofValues(Path file) {
    MaskLegend.Builder legend = MaskLegend.builder(file);
    CsvFile.read(
        file,
        row -> {
          if (row.get(0).matches("\\d{1,8}") && row.values().size() == 2) {
            legend.number(Integer.parseInt(row.get(0)), row.get(1));
          } else if (row.line() > 1) {
            throw error(file, row.line(), "must be a value and a class");
          }
        });
    return legend.build();
  }

  /**
   * {@code class_dict.csv}: "name,r,g,b", then a row a class.
   *
   * @throws IllegalArgumentException naming the line at fault
   */
  static MaskLegend ofColors(Path file, List<String> warnings) {
    List<Entry> entries = new ArrayList<>();
    CsvFile.read(
        file,
        row -> {
          if (row.values().size() == 4 && isColor(row.get(1), row.get(2), row.get(3))) {
            int color = color(row.get(1), row.get(2), row.get(3));
            entries.add(new Entry(row.get(0), color));
          } else if (row.line() > 1) {
            throw error(
                file, row.line(), "must be a class and three numbers from 0 to 255, name,r,g,b");
          }
        });
    return legend(file, entries, warnings);
  }

  private static boolean isColor(String... parts) {
    return Stream.of(parts)
        .allMatch(part -> part.matches("\\d{1,3}") && Integer.parseInt(part) < 256);
  }

  private static int color(String red, String green, String blue) {
    return Integer.parseInt(red) << 16 | Integer.parseInt(green) << 8 | Integer.parseInt(blue);
  }

  /**
   * CamVid's {@code label_colors.txt}: lines "R G B name" or "name R G B"; # begins a comment.
   *
   * @throws IllegalArgumentException naming the line at fault
   */
  static MaskLegend ofColorLines(Path file, List<String> warnings) {
    List<Entry> entries = new ArrayList<>();
    for (String line : TextFiles.uncommentedLines(file)) {
      Matcher first = COLOR_FIRST.matcher(line);
      Matcher match = first.matches() ? first : COLOR_LAST.matcher(line);
      if (!match.matches()
          || !isColor(match.group("red"), match.group("green"), match.group("blue"))) {
        throw new IllegalArgumentException(
            file + ": '" + line + "' must be three numbers from 0 to 255 and a class, R G B name");
      }
      int color = color(match.group("red"), match.group("green"), match.group("blue"));
      entries.add(new Entry(match.group("name"), color));
    }
    return legend(file, entries, warnings);
  }

  /**
   * ADE20K's {@code objectInfo150.txt}: "Idx Ratio Train Val Name", then a line a class. Value 0 is
   * void.
   *
   * @throws IllegalArgumentException naming the line at fault
   */
  static MaskLegend ofObjectInfo(Path file) {
    MaskLegend.Builder legend = MaskLegend.builder(file).voidNumber(0);
    for (String line : TextFiles.lines(file)) {
      Matcher match = OBJECT.matcher(line);
      if (match.matches()) {
        legend.number(Integer.parseInt(match.group(1)), match.group(2));
      } else if (!line.toLowerCase(Locale.ROOT).startsWith("idx")) {
        throw new IllegalArgumentException(
            file + ": '" + line + "' must be index, ratio, two counts and a class");
      }
    }
    return legend.build();
  }

  private static MaskLegend legend(Path file, List<Entry> entries, List<String> warnings) {
    long classes =
        entries.stream().map(Entry::name).filter(name -> !isVoid(name)).distinct().count();
    MaskLegend.Builder legend = MaskLegend.builder(file);
    for (Entry entry : entries) {
      if (classes > 1 && isVoid(entry.name())) {
        legend.voidColor(entry.color());
        warnings.add(file + ": '" + entry.name() + "' counts for nothing");
      } else {
        legend.color(entry.color(), entry.name());
      }
    }
    return legend.build();
  }

  private static boolean isVoid(String name) {
    return VOID.contains(name.toLowerCase(Locale.ROOT));
  }

  private static IllegalArgumentException error(Path file, int line, String problem) {
    return new IllegalArgumentException(file + ": line " + line + " " + problem);
  }
}

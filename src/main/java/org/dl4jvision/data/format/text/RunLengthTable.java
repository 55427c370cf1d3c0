package org.dl4jvision.data.format.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.RunLengths;
import org.dl4jvision.data.format.StatedSizes;
import org.dl4jvision.data.format.text.CsvImages.Entry;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.io.CsvFile.Row;
import org.dl4jvision.io.Parallel;

/**
 * Reads a table of run lengths. Starts are numbers of pixels from 1. In SIIM-ACR's tables, which
 * say -1 for nothing, a start is the distance from the end of the run before it, from 0: they are
 * read so where some start would else lie before that end.
 */
final class RunLengthTable {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final CsvImages images;
  private final Path file;
  private final RunLengthClasses classes;
  private final StatedSizes sizes = new StatedSizes();
  private final List<Runs> runs = new ArrayList<>();
  private RunLengthColumns columns;
  private boolean minusOne;

  /** The runs of a row: start and length in turn. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Runs(Row row, Entry image, String className, long[] numbers) {

    /** Which run begins before the end of the one before it, from 1; 0 if none does. */
    int turnedBack() {
      for (int i = 2; i < numbers.length; i += 2) {
        if (numbers[i] < numbers[i - 2] + numbers[i - 1]) {
          return i / 2 + 1;
        }
      }
      return 0;
    }
  }

  RunLengthTable(CsvImages images, Path file, RunLengthClasses classes) {
    this.images = images;
    this.file = file;
    this.classes = classes;
  }

  /**
   * Adds the objects to their images.
   *
   * @throws IllegalArgumentException naming the first line at fault
   */
  void read(List<String> warnings) {
    CsvFile.read(file, this::row);
    sizes.report(file, warnings);
    Optional<Runs> back = runs.stream().filter(one -> one.turnedBack() > 0).findFirst();
    boolean distances = minusOne && back.isPresent();
    if (back.isPresent() && !minusOne) {
      throw error(
          back.get(),
          "has a run "
              + back.get().turnedBack()
              + " that begins before the end of the one before it");
    }
    if (distances) {
      warnings.add(
          file
              + ": starts are distances from the run before, as in SIIM-ACR's tables: "
              + Columns.label(back.get().row())
              + " allows nothing else");
    } else if (minusOne && !runs.isEmpty()) {
      warnings.add(
          file
              + ": starts are numbers of pixels from 1; nothing tells that they are distances from"
              + " the run before");
    }
    List<Annotation> objects = Parallel.map(runs.size(), i -> object(runs.get(i), distances));
    for (int i = 0; i < objects.size(); i++) {
      runs.get(i).image().objects().add(objects.get(i));
    }
  }

  private void row(Row row) {
    if (columns == null) {
      columns = RunLengthColumns.of(file, row).orElseThrow();
      return;
    }
    columns.columns().checkLength(row);
    String name = columns.className(row);
    String image = columns.image(row);
    if (image.isEmpty()) {
      throw columns.columns().error(row, "has no " + columns.image());
    }
    String text = columns.runs(row);
    minusOne |= columns.saysNothingByMinusOne(row);
    classes.add(name);
    long[] numbers = text.isEmpty() ? new long[0] : numbers(row, text);
    images
        .getIfThere(file, image, Columns.label(row))
        .ifPresent(
            known -> {
              columns.columns().size(row).ifPresent(size -> sizes.add(known.image(), size));
              if (numbers.length > 0) {
                runs.add(new Runs(row, known, name, numbers));
              }
            });
  }

  private long[] numbers(Row row, String text) {
    String[] words = SPACE.split(text);
    long[] numbers = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      if (!words[i].matches("\\d{1,10}")) {
        throw columns
            .columns()
            .error(row, "has '" + words[i] + "' among its runs; expected whole numbers");
      }
      numbers[i] = Long.parseLong(words[i]);
    }
    if (words.length % 2 != 0) {
      throw columns
          .columns()
          .error(
              row,
              "has " + words.length + " numbers as runs; expected a start and a length in turn");
    }
    return numbers;
  }

  private Annotation object(Runs one, boolean distances) {
    ImageSize size = one.image().image().size();
    long pixels = (long) size.height() * size.width();
    long[] numbers = one.numbers();
    int[] counts = new int[numbers.length];
    long end = 0;
    for (int i = 0; i < numbers.length; i += 2) {
      long gap = distances ? numbers[i] : numbers[i] - 1 - end;
      if (gap < 0) {
        throw error(one, "has a run that starts at 0, but pixels are counted from 1");
      }
      if (end + gap + numbers[i + 1] > pixels) {
        throw error(
            one,
            "has a run "
                + (i / 2 + 1)
                + " ("
                + numbers[i]
                + " "
                + numbers[i + 1]
                + ") beyond the "
                + pixels
                + " pixels of "
                + one.image().image().file()
                + ", which is "
                + size
                + " (height x width)");
      }
      counts[i] = (int) gap;
      counts[i + 1] = (int) numbers[i + 1];
      end += gap + numbers[i + 1];
    }
    return Annotation.of(
        Columns.label(one.row()) + " (" + one.className() + ")",
        one.className(),
        new RunLengths(size, counts),
        Set.of());
  }

  private IllegalArgumentException error(Runs runs, String problem) {
    return columns.columns().error(runs.row(), problem);
  }
}

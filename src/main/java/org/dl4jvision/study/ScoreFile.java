package org.dl4jvision.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.io.CsvFile.Row;
import org.dl4jvision.io.FileNames;

/**
 * The scores of a model by what was scored, images or folds, as a file of comma-separated values
 * has them.
 *
 * @param file where they stand
 * @param name what has these scores, as tables show it
 * @param scores in the order of the file; NaN where there is no finite number
 */
public record ScoreFile(Path file, String name, Map<String, Double> scores) {

  private static final String SCORE = "score";

  /** What programs write for a number that is none, in small letters. */
  private static final Set<String> NONE =
      Set.of("", "nan", "na", "null", "-", "inf", "+inf", "-inf", "infinity", "-infinity");

  /** Scores of what is called as the file, without the extension of a table. */
  public ScoreFile(Path file, Map<String, Double> scores) {
    this(file, file.getFileName().toString().replaceFirst("(?i)\\.csv$", ""), scores);
  }

  /**
   * Reads scores of images: columns {@code image} and {@code score} under a header, in any order
   * and among others.
   *
   * @throws IllegalArgumentException in one line that names file and line at fault
   */
  public static ScoreFile ofImages(Path file) {
    List<Row> rows = rows(file);
    OptionalInt image = column(file, rows.get(0), "image");
    OptionalInt score = column(file, rows.get(0), SCORE);
    if (image.isEmpty() || score.isEmpty()) {
      throw new IllegalArgumentException(
          file
              + ": the first line is '"
              + Excerpt.of(String.join(",", rows.get(0).values()))
              + "'; expected names of columns that commas separate, image and score among them");
    }
    return read(file, rows.subList(1, rows.size()), image, score.getAsInt());
  }

  /**
   * Reads scores of the folds of a cross-validation: columns {@code fold} and {@code score} under a
   * header; or the scores only, with or without a header, which are then numbered from 1.
   *
   * @throws IllegalArgumentException in one line that names file and line at fault
   */
  public static ScoreFile ofFolds(Path file) {
    List<Row> rows = rows(file);
    Row head = rows.get(0);
    OptionalInt score = column(file, head, SCORE);
    if (score.isPresent()) {
      OptionalInt fold = column(file, head, "fold");
      return read(file, rows.subList(1, rows.size()), fold, score.getAsInt());
    }
    if (head.values().size() > 1) {
      throw new IllegalArgumentException(
          file
              + ": the first line is '"
              + Excerpt.of(String.join(",", head.values()))
              + "'; expected a column named score, or a score a line");
    }
    return read(file, rows, OptionalInt.empty(), 0);
  }

  private static List<Row> rows(Path file) {
    List<Row> rows = new ArrayList<>();
    CsvFile.read(file, rows::add);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(file + ": is empty; expected a score a line");
    }
    return rows;
  }

  private static OptionalInt column(Path file, Row head, String name) {
    List<String> names = head.values().stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
    int first = names.indexOf(name);
    if (first != names.lastIndexOf(name)) {
      throw new IllegalArgumentException(file + ": two columns are called " + name);
    }
    return first < 0 ? OptionalInt.empty() : OptionalInt.of(first);
  }

  private static ScoreFile read(Path file, List<Row> rows, OptionalInt nameColumn, int score) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Row row : rows) {
      String name =
          nameColumn.isPresent()
              ? FileNames.comparable(row.get(nameColumn.getAsInt()))
              : "" + (scores.size() + 1);
      if (name.isEmpty()) {
        throw problem(file, row, "names nothing that the score is of");
      }
      if (scores.put(name, number(file, row, row.get(score))) != null) {
        throw problem(file, row, "has '" + Excerpt.of(name) + "' a second time");
      }
    }
    if (scores.isEmpty()) {
      throw new IllegalArgumentException(file + ": has no scores below its first line");
    }
    return new ScoreFile(file, scores);
  }

  private static double number(Path file, Row row, String text) {
    if (NONE.contains(text.toLowerCase(Locale.ROOT))) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      throw problem(file, row, "has the score '" + Excerpt.of(text) + "', which is no number");
    }
  }

  private static IllegalArgumentException problem(Path file, Row row, String problem) {
    return new IllegalArgumentException(file + ": line " + row.line() + " " + problem);
  }
}

package org.dl4jvision.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.CsvFile;

/** The scores of images as a table, {@code scores.csv}, which {@code compare scores} reads. */
public final class ImageScores {

  private ImageScores() {}

  /** Writes scores by the names of images; nothing where one is NaN. */
  public static void write(Path file, Map<String, Double> scores) {
    StringBuilder text = new StringBuilder("image,score\n");
    scores.forEach(
        (image, score) ->
            text.append('"')
                .append(image.replace("\"", "\"\""))
                .append("\",")
                .append(Double.isNaN(score) ? "" : score.toString())
                .append('\n'));
    AtomicFile.writeText(file, text.toString());
  }

  /**
   * Reads what {@link #write} wrote; empty where there is no file.
   *
   * @throws IllegalArgumentException if the file is no such table
   */
  public static Map<String, Double> read(Path file) {
    Map<String, Double> scores = new LinkedHashMap<>();
    if (Files.exists(file)) {
      List<CsvFile.Row> rows = new ArrayList<>();
      CsvFile.read(file, rows::add);
      rows.stream().skip(1).forEach(row -> scores.put(row.get(0), number(file, row)));
    }
    return scores;
  }

  private static double number(Path file, CsvFile.Row row) {
    try {
      return row.get(1).isEmpty() ? Double.NaN : Double.parseDouble(row.get(1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          file + ": line " + row.line() + ": the score is '" + row.get(1) + "', expected a number",
          e);
    }
  }
}

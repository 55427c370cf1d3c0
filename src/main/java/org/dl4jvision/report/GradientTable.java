package org.dl4jvision.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.FileProblem;

/**
 * What gradients a run had, in its {@code gradients.csv}: a line for each epoch at whose end they
 * were measured. {@code curves/gradients.png} draws it.
 */
public final class GradientTable {

  /** Beginnings of names of columns, with the titles of the charts that show them. */
  private static final Map<String, String> CHARTS = charts();

  private GradientTable() {}

  private static Map<String, String> charts() {
    Map<String, String> charts = new LinkedHashMap<>();
    charts.put("norm", "norm of the gradient by the weights");
    charts.put("cosine_", "cosine between the gradients of terms");
    charts.put("class_", "share of the gradient by the logits, by true class");
    charts.put("noise_scale", "noise scale: images in a batch");
    return charts;
  }

  /** The file of a run. */
  public static Path file(RunFolder run) {
    return run.path().resolve("gradients.csv");
  }

  /**
   * The table of a run; {@link MetricsTable#EMPTY} where there is none.
   *
   * @throws IllegalArgumentException if it cannot be understood
   */
  public static MetricsTable read(RunFolder run) {
    Path file = file(run);
    try {
      return Files.exists(file)
          ? MetricsTable.parseCsv(Files.readString(file))
          : MetricsTable.EMPTY;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "file " + file + ": " + e.getMessage() + "; delete it to go on without", e);
    } catch (IOException e) {
      throw FileProblem.cannot("read", file, e);
    }
  }

  /** Adds what was measured after an epoch; what is there of it, or of later ones, is replaced. */
  public static void write(RunFolder run, int epoch, Map<String, Double> numbers) {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put(EpochMetrics.EPOCH, (double) epoch);
    row.putAll(numbers);
    MetricsTable earlier = read(run);
    MetricsTable kept =
        earlier.columns().isEmpty() ? earlier : earlier.upTo(EpochMetrics.EPOCH, epoch - 1);
    MetricsTable table = kept.withAny(row);
    AtomicFile.writeText(file(run), table.toCsv());
    run.writeImage(run.curve("gradients"), draw(table));
  }

  private static BufferedImage draw(MetricsTable table) {
    double[] epochs = table.column(EpochMetrics.EPOCH);
    List<BufferedImage> charts = new ArrayList<>();
    CHARTS.forEach(
        (prefix, title) -> {
          Map<String, double[]> lines = new LinkedHashMap<>();
          table.columns().stream()
              .filter(column -> column.startsWith(prefix))
              .forEach(column -> lines.put(column, table.column(column)));
          if (!lines.isEmpty()) {
            charts.add(Charts.lines(title, "epoch", "", epochs, lines));
          }
        });
    return Charts.sheet(charts);
  }
}

package org.dl4jvision.report.page;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dl4jvision.metric.Quantiles;

/** What is shown of the scores of many images. */
public final class ScoreBlocks {

  private static final int PERCENT = 100;

  /** Rows of a table at most. */
  private static final int ROWS = 300;

  private ScoreBlocks() {}

  /**
   * The scores from the worst to the best: how high a curve is tells how good, its left end how bad
   * the bad ones are.
   *
   * @param score what the scores are, such as "Dice"
   * @param scores of each model, NaN where undefined
   */
  public static Chart sorted(String score, Map<String, double[]> scores) {
    double[] percents = IntStream.rangeClosed(0, PERCENT).asDoubleStream().toArray();
    Chart chart = Chart.of("Images from the worst to the best", "images, %", score, percents);
    for (Map.Entry<String, double[]> one : scores.entrySet()) {
      double[] defined = defined(one.getValue());
      double[] quantiles =
          IntStream.rangeClosed(0, PERCENT)
              .mapToDouble(p -> Quantiles.of(defined, p / (double) PERCENT))
              .toArray();
      chart = chart.line(one.getKey(), quantiles);
    }
    return chart;
  }

  /** The scores that are defined, from the lowest. */
  public static double[] defined(double[] scores) {
    return Arrays.stream(scores).filter(score -> !Double.isNaN(score)).sorted().toArray();
  }

  /** The images by their scores, the worst first; of very many the worst. */
  public static Table table(String score, Map<String, Double> scores) {
    List<List<Cell>> rows =
        scores.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .limit(ROWS)
            .map(one -> List.of(Cell.of(one.getKey()), Cell.of((double) one.getValue())))
            .toList();
    String title = rows.size() < scores.size() ? "The worst " + ROWS + " images" : "All images";
    return new Table(title, List.of("image", score), rows);
  }
}

package org.dl4jvision.study;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.dl4jvision.check.Check;
import org.dl4jvision.metric.Quantiles;
import org.dl4jvision.metric.statistics.Holm;
import org.dl4jvision.report.TextTable;

/**
 * Which of several models is better by their scores: every pair is tested, the p-values are
 * adjusted by Holm, and each pair has a verdict in words, at the level 0.05. Immutable.
 */
public final class ScoreComparison {

  private final ScoreTable table;
  private final PairedTest.Kind kind;
  private final boolean lowerIsBetter;
  private final List<ComparedPair> pairs;

  private ScoreComparison(
      ScoreTable table, PairedTest.Kind kind, boolean lowerIsBetter, Optional<Double> rope) {
    rope.ifPresent(size -> Check.positive("rope", size));
    this.table = table;
    this.kind = kind;
    this.lowerIsBetter = lowerIsBetter;
    pairs = pairs(rope);
  }

  /**
   * Compares models by their scores of images.
   *
   * @param seed of the bootstrap
   * @param lowerIsBetter whether scores are errors
   * @param rope differences of at most this size do not matter; empty if that is not asked
   */
  public static ScoreComparison ofImages(
      ScoreTable table, long seed, boolean lowerIsBetter, Optional<Double> rope) {
    return new ScoreComparison(table, ImageTest.kind(seed), lowerIsBetter, rope);
  }

  /**
   * Compares models by their scores of the folds of a cross-validation.
   *
   * @param trainSize the number of images that a fold trains on
   * @param testSize the number of images that it is tested on
   * @param lowerIsBetter whether scores are errors
   * @param rope differences of at most this size do not matter; empty if that is not asked
   */
  public static ScoreComparison ofFolds(
      ScoreTable table, int trainSize, int testSize, boolean lowerIsBetter, Optional<Double> rope) {
    PairedTest.Kind kind = FoldTest.kind(trainSize, testSize);
    return new ScoreComparison(table, kind, lowerIsBetter, rope);
  }

  private record Tested(int a, int b, int count, PairedTest test) {}

  private List<ComparedPair> pairs(Optional<Double> rope) {
    List<Tested> all = new ArrayList<>();
    int models = table.names().size();
    for (int a = 0; a < models; a++) {
      for (int b = a + 1; b < models; b++) {
        ScoreTable.Pair pair = table.pair(a, b);
        all.add(new Tested(a, b, pair.a().length, kind.of(pair)));
      }
    }
    double[] adjusted = Holm.adjust(all.stream().mapToDouble(one -> one.test().pValue()).toArray());
    return IntStream.range(0, adjusted.length)
        .mapToObj(i -> compared(all.get(i), adjusted[i], all.size(), rope))
        .toList();
  }

  private ComparedPair compared(Tested one, double pValue, int tests, Optional<Double> rope) {
    return new ComparedPair(
        table.names().get(one.a()),
        table.names().get(one.b()),
        one.count(),
        kind.unit(),
        one.test(),
        pValue,
        ComparedPair.LEVEL / tests,
        lowerIsBetter,
        rope.map(one.test()::equivalence));
  }

  /** The comparison as maps, lists and numbers, to be written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(kind.unit(), table.size());
    map.put("lowerIsBetter", lowerIsBetter);
    map.put("confidence", PairedTest.CONFIDENCE);
    map.put("alpha", ComparedPair.LEVEL);
    map.putAll(kind.options());
    map.put("models", IntStream.range(0, table.names().size()).mapToObj(this::model).toList());
    map.put("pairs", pairs.stream().map(ComparedPair::toMap).toList());
    return map;
  }

  private Map<String, Object> model(int model) {
    double[] scores = sorted(model);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", table.names().get(model));
    map.put("file", table.file(model).file().toString());
    map.put("n", scores.length);
    map.put("mean", StatUtils.mean(scores));
    map.put("median", Quantiles.of(scores, 0.5));
    map.put("standardDeviation", deviation(scores));
    return map;
  }

  private double[] sorted(int model) {
    double[] scores = table.scores(model);
    Arrays.sort(scores);
    return scores;
  }

  private static double deviation(double[] scores) {
    return Math.sqrt(StatUtils.variance(scores));
  }

  /** Prints the comparison for readers. */
  public void print(PrintWriter out) {
    printTables(kind.unit(), out);
    out.println();
    pairs.forEach(pair -> out.println(pair.verdict()));
  }

  /**
   * Prints the numbers without what they mean, for those who say it by more than these.
   *
   * @param unit what scores are of, in the plural
   */
  public void printTables(String unit, PrintWriter out) {
    out.printf("%d %s, %s is better%n%n", table.size(), unit, lowerIsBetter ? "lower" : "higher");
    TextTable models = new TextTable(List.of("model", "n", "mean", "median", "std"));
    for (int m = 0; m < table.names().size(); m++) {
      double[] scores = sorted(m);
      models.add(
          List.of(
              table.names().get(m),
              "" + scores.length,
              Figures.of(StatUtils.mean(scores)),
              Figures.of(Quantiles.of(scores, 0.5)),
              Figures.of(deviation(scores))));
    }
    models.lines().forEach(out::println);
    out.println();
    TextTable tests =
        new TextTable(List.of("pair", "n", "difference", "95 % interval", kind.title(), "Holm p"));
    pairs.forEach(pair -> tests.add(pair.cells()));
    tests.lines().forEach(out::println);
  }
}

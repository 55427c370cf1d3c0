package org.dl4jvision.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.dl4jvision.metric.statistics.Interval;
import org.dl4jvision.metric.statistics.PairedBootstrap;
import org.dl4jvision.metric.statistics.PracticalEquivalence;
import org.dl4jvision.metric.statistics.RankCorrelation;
import org.dl4jvision.metric.statistics.SampleSize;
import org.dl4jvision.metric.statistics.WilcoxonSignedRank;

/** Compares scores of images: Wilcoxon's signed-rank test, and a bootstrap of the images. */
final class ImageTest implements PairedTest {

  private static final double POWER = 0.8;

  private final double[] differences;
  private final WilcoxonSignedRank wilcoxon;
  private final PairedBootstrap bootstrap;
  private final RankCorrelation correlation;

  private ImageTest(ScoreTable.Pair pair, long seed) {
    differences = new double[pair.a().length];
    Arrays.setAll(differences, i -> pair.a()[i] - pair.b()[i]);
    wilcoxon = WilcoxonSignedRank.of(pair.a(), pair.b());
    bootstrap = new PairedBootstrap(differences, seed);
    correlation = RankCorrelation.of(pair.a(), pair.b());
  }

  /**
   * Tests of images.
   *
   * @param seed of the bootstrap
   */
  static Kind kind(long seed) {
    return new Kind() {
      @Override
      public String unit() {
        return "images";
      }

      @Override
      public String title() {
        return "Wilcoxon p";
      }

      @Override
      public PairedTest of(ScoreTable.Pair pair) {
        return new ImageTest(pair, seed);
      }

      @Override
      public Map<String, Object> options() {
        return Map.of("seed", seed);
      }
    };
  }

  @Override
  public double difference() {
    return StatUtils.mean(differences);
  }

  @Override
  public Interval interval() {
    return bootstrap.interval(CONFIDENCE);
  }

  @Override
  public double pValue() {
    return wilcoxon.pValue();
  }

  @Override
  public double direction() {
    return wilcoxon.positiveRanks() - wilcoxon.negativeRanks();
  }

  @Override
  public PracticalEquivalence equivalence(double rope) {
    return bootstrap.equivalence(rope);
  }

  /** At least as many as make the smallest p-value, 2 / 2^n, small enough. */
  @Override
  public Optional<Double> needed(double alpha) {
    double least = Math.ceil(Math.log(2 / alpha) / Math.log(2));
    double needed = Math.max(least, SampleSize.toShow(differences, alpha, POWER));
    return Optional.of(needed).filter(Double::isFinite);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> test = new LinkedHashMap<>();
    test.put("statistic", wilcoxon.statistic());
    test.put("pValue", wilcoxon.pValue());
    test.put("method", wilcoxon.method().name().toLowerCase(Locale.ROOT));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("wilcoxon", test);
    map.put("spearman", correlation.spearman());
    map.put("kendallTauB", correlation.kendallTauB());
    return map;
  }
}

package org.dl4jvision.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.metric.statistics.CorrectedResampledT;
import org.dl4jvision.metric.statistics.Interval;
import org.dl4jvision.metric.statistics.PracticalEquivalence;

/** Compares scores of folds, by the corrected resampled t-test. */
final class FoldTest implements PairedTest {

  private final CorrectedResampledT test;

  private FoldTest(CorrectedResampledT test) {
    this.test = test;
  }

  /**
   * Tests of folds.
   *
   * @param trainSize the number of images that a fold trains on
   * @param testSize the number of images that it is tested on
   */
  static Kind kind(int trainSize, int testSize) {
    return new Kind() {
      @Override
      public String unit() {
        return "folds";
      }

      @Override
      public String title() {
        return "corrected t, p";
      }

      @Override
      public PairedTest of(ScoreTable.Pair pair) {
        double[] differences = new double[pair.a().length];
        Arrays.setAll(differences, i -> pair.a()[i] - pair.b()[i]);
        return new FoldTest(CorrectedResampledT.of(differences, trainSize, testSize));
      }

      @Override
      public Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("trainSize", trainSize);
        options.put("testSize", testSize);
        return options;
      }
    };
  }

  @Override
  public double difference() {
    return test.mean();
  }

  @Override
  public Interval interval() {
    return test.interval(CONFIDENCE);
  }

  @Override
  public double pValue() {
    return test.pValueTwoSided();
  }

  @Override
  public double direction() {
    return test.mean();
  }

  @Override
  public PracticalEquivalence equivalence(double rope) {
    return test.equivalence(rope);
  }

  /** More folds of the same images are not more images. */
  @Override
  public Optional<Double> needed(double alpha) {
    return Optional.empty();
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("t", test.t());
    map.put("degreesOfFreedom", test.degreesOfFreedom());
    map.put("standardError", test.standardError());
    map.put("pValueTwoSided", test.pValueTwoSided());
    return map;
  }
}

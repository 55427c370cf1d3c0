package org.dl4jvision.study;

import java.util.Map;
import java.util.Optional;
import org.dl4jvision.metric.statistics.Interval;
import org.dl4jvision.metric.statistics.PracticalEquivalence;

/** What a test says of the scores of two models, a and b, of the same images or folds. */
public interface PairedTest {

  /** How sure intervals are. */
  double CONFIDENCE = 0.95;

  /** Makes tests of one kind. */
  interface Kind {

    /** What scores are of, in the plural: images or folds. */
    String unit();

    /** What the test is called in the title of a column. */
    String title();

    /** Tests the scores of a and b. */
    PairedTest of(ScoreTable.Pair pair);

    /** What was said to the test, to be written as JSON. */
    Map<String, Object> options();
  }

  /** The mean of a - b. */
  double difference();

  /** The range of the mean of a - b, with {@link #CONFIDENCE}. */
  Interval interval();

  /** The p-value of no difference. */
  double pValue();

  /** Above 0 where the test finds the scores of a higher, below 0 where those of b. */
  double direction();

  /** How probable differences are that matter, and that do not. */
  PracticalEquivalence equivalence(double rope);

  /**
   * How many images would show the difference that was found.
   *
   * @param alpha the level of the test
   * @return empty where it is no question of their number
   */
  Optional<Double> needed(double alpha);

  /** The numbers of the test by their names, to be written as JSON. */
  Map<String, Object> toMap();
}

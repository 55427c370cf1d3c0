package org.dl4jvision.study.trial;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.Means;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.study.ScoreFile;

/**
 * The learning rates that a contestant tries in a fold: its own, a third of it and three times it,
 * each in a run of a quarter of the epochs on a part of the training images, of which the others
 * judge. No image that judges the contestant is seen. Scores are in {@code tuning}, and they alone
 * choose, so that a study that was killed goes on.
 *
 * @param study its folder
 * @param contestant from 0
 * @param fold from 0
 * @param rate that of the contestant
 */
record Tuning(Path study, int contestant, int fold, double rate) {

  /** The option that is chosen. */
  static final String OPTION = "learning-rate";

  /** A run is so many times shorter than a training. */
  static final int SHORTER = 4;

  /** The contestant's own is first, since of equally good ones the first is chosen. */
  private static final List<Double> FACTORS = List.of(1.0, 1 / 3.0, 3.0);

  static Tuning of(Path study, StudyPlan plan, int contestant, int fold) {
    return new Tuning(study, contestant, fold, plan.learningRate(contestant));
  }

  /** The rates to be tried. */
  List<Double> rates() {
    return FACTORS.stream().map(factor -> factor * rate).toList();
  }

  private String name(int place) {
    return "contestant-%d-fold-%d-rate-%d".formatted(contestant + 1, fold + 1, place + 1);
  }

  /** The run that tries a rate, by its place among all. */
  Path run(int place) {
    return study.resolve("tuning").resolve(name(place));
  }

  private Path file(int place) {
    return study.resolve("tuning").resolve(name(place) + ".csv");
  }

  boolean isDone(int place) {
    return Files.exists(file(place));
  }

  void write(int place, Map<String, Double> scores) {
    ImageScores.write(file(place), scores);
  }

  /** The mean scores of the rates that have been tried. */
  Map<Double, Double> scores() {
    Map<Double, Double> scores = new LinkedHashMap<>();
    for (int place = 0; place < FACTORS.size(); place++) {
      if (isDone(place)) {
        var all = ScoreFile.ofImages(file(place)).scores().values();
        double mean = Means.ofDefined(all.stream().mapToDouble(score -> score));
        scores.put(rates().get(place), Double.isNaN(mean) ? 0 : mean);
      }
    }
    return scores;
  }

  /** The best rate; empty before all have been tried. */
  Optional<Double> chosen() {
    Map<Double, Double> scores = scores();
    if (scores.size() < FACTORS.size()) {
      return Optional.empty();
    }
    double best = rate;
    for (double one : scores.keySet()) {
      best = scores.get(one) > scores.get(best) ? one : best;
    }
    return Optional.of(best);
  }

  /** The chosen rate with the scores of all, for readers. */
  String verdict() {
    return text(chosen().orElseThrow())
        + ", by the mean scores "
        + scores().entrySet().stream()
            .map(one -> Decimals.of(one.getValue()) + " of " + text(one.getKey()))
            .collect(Collectors.joining(", "));
  }

  /** A rate for readers: three digits of it. */
  static String text(double rate) {
    return BigDecimal.valueOf(rate).round(new MathContext(3)).stripTrailingZeros().toString();
  }
}

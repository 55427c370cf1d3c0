package org.dl4jvision.study.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.report.page.Chart;
import org.dl4jvision.report.page.ScoreBlocks;
import org.dl4jvision.report.page.Section;

/** How the scores of images and of rounds are spread. */
final class SpreadSection implements StudySection {

  @Override
  public Optional<Section> of(StudyResult result) {
    StudyScores scores = result.scores();
    if (scores.rounds().isEmpty()) {
      return Optional.empty();
    }
    Map<String, double[]> images = new LinkedHashMap<>();
    for (int c = 0; c < result.plan().contestants().size(); c++) {
      images.put(scores.label(c), numbers(scores.ofImages(c)));
    }
    images.put(scores.baselineName(), numbers(scores.baseline()));
    Chart sorted = ScoreBlocks.sorted("score", images);
    return Optional.of(
        scores.rounds().size() < 2
            ? Section.of("Spread", sorted)
            : Section.of("Spread", sorted, rounds(result)));
  }

  private static double[] numbers(Map<String, Double> scores) {
    return scores.values().stream().mapToDouble(score -> score).toArray();
  }

  private static Chart rounds(StudyResult result) {
    StudyScores scores = result.scores();
    double[] numbers = new double[scores.rounds().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i + 1;
    }
    Chart chart =
        Chart.of("Rounds: the same data and seed for all", "round", "mean score", numbers);
    for (int c = 0; c < result.plan().contestants().size(); c++) {
      Map<String, Double> all = scores.ofRounds(c);
      chart =
          chart.line(
              scores.label(c),
              scores.rounds().stream()
                  .mapToDouble(round -> all.getOrDefault(StudyScores.title(round), Double.NaN))
                  .toArray());
    }
    return chart;
  }
}

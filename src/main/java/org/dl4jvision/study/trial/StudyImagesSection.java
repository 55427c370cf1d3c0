package org.dl4jvision.study.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.report.page.Cell;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.report.page.Table;

/** The scores of single images, the hardest first. */
final class StudyImagesSection implements StudySection {

  /** Rows of the table at most. */
  private static final int ROWS = 300;

  @Override
  public Optional<Section> of(StudyResult result) {
    StudyScores scores = result.scores();
    if (scores.rounds().isEmpty()) {
      return Optional.empty();
    }
    List<Map<String, Double>> all = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("image", "mean"));
    for (int c = 0; c < result.plan().contestants().size(); c++) {
      all.add(scores.ofImages(c));
      head.add(scores.label(c));
    }
    List<List<Cell>> rows =
        hardest(all).stream().limit(ROWS).map(image -> row(image, all)).toList();
    return Optional.of(Section.of("Images", new Table("The hardest images first", head, rows)));
  }

  /** The images that any contestant has a score of, by the mean of all, the lowest first. */
  static List<String> hardest(List<Map<String, Double>> scores) {
    Map<String, Double> means = new LinkedHashMap<>();
    Set<String> images = new LinkedHashSet<>();
    scores.forEach(one -> images.addAll(one.keySet()));
    images.forEach(image -> means.put(image, mean(image, scores)));
    return means.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double mean(String image, List<Map<String, Double>> scores) {
    return StudyScores.mean(
        scores.stream().map(one -> one.getOrDefault(image, Double.NaN)).toList());
  }

  private static List<Cell> row(String image, List<Map<String, Double>> scores) {
    List<Cell> row = new ArrayList<>(List.of(Cell.of(image), Cell.of(mean(image, scores))));
    scores.forEach(one -> row.add(Cell.of(one.getOrDefault(image, Double.NaN))));
    return row;
  }
}

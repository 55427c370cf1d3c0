package org.dl4jvision.study.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Pictures;
import org.dl4jvision.report.page.Pictures.Picture;
import org.dl4jvision.report.page.Section;

/** The hardest images as each contestant sees them, in the first round. */
final class StudyPicturesSection implements StudySection {

  private static final int SHOWN = 3;

  @Override
  public Optional<Section> of(StudyResult result) {
    StudyScores scores = result.scores();
    if (scores.rounds().isEmpty()) {
      return Optional.empty();
    }
    Trial round = scores.rounds().get(0);
    List<Map<String, Double>> all = new ArrayList<>();
    for (int c = 0; c < result.plan().contestants().size(); c++) {
      Trial trial = round.of(c);
      all.add(trial.isDone(scores.folder()) ? trial.scores(scores.folder()) : Map.of());
    }
    List<Block> blocks = new ArrayList<>();
    for (String image : StudyImagesSection.hardest(all)) {
      List<Picture> pictures = pictures(scores, round, image, all);
      if (blocks.size() < SHOWN && !pictures.isEmpty()) {
        blocks.add(new Pictures(image, pictures));
      }
    }
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section("Pictures", blocks));
  }

  private static List<Picture> pictures(
      StudyScores scores, Trial round, String image, List<Map<String, Double>> all) {
    List<Picture> pictures = new ArrayList<>();
    for (int c = 0; c < all.size(); c++) {
      Optional<Path> picture = scores.run(round.of(c)).map(run -> run.overlay(image));
      if (picture.filter(Files::exists).isPresent()) {
        double score = all.get(c).getOrDefault(image, Double.NaN);
        pictures.add(
            new Picture(
                scores.label(c) + ", " + Decimals.of(score),
                scores.folder().relativize(picture.get()).toString().replace('\\', '/')));
      }
    }
    return pictures;
  }
}

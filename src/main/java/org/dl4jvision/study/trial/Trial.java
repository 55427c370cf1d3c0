package org.dl4jvision.study.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dl4jvision.report.ImageScores;
import org.dl4jvision.study.ScoreFile;

/**
 * A training of a study: its run is in {@code runs/NAME}, the scores of its held-out images are in
 * {@code scores/NAME.csv} once it is done.
 *
 * @param contestant from 0
 * @param fold from 0
 * @param seed from 0
 */
record Trial(int contestant, int fold, int seed) {

  /** The folder of all runs in a study. */
  static final String RUNS = "runs";

  /** Counted from 1, as readers do. */
  String name() {
    return "contestant-%d-fold-%d-seed-%d".formatted(contestant + 1, fold + 1, seed + 1);
  }

  /** The same round of another contestant. */
  Trial of(int other) {
    return new Trial(other, fold, seed);
  }

  Path run(Path study) {
    return study.resolve(RUNS).resolve(name());
  }

  private Path scoreFile(Path study) {
    return study.resolve("scores").resolve(name() + ".csv");
  }

  boolean isDone(Path study) {
    return Files.exists(scoreFile(study));
  }

  Map<String, Double> scores(Path study) {
    return ScoreFile.ofImages(scoreFile(study)).scores();
  }

  void write(Path study, Map<String, Double> scores) {
    ImageScores.write(scoreFile(study), scores);
  }
}

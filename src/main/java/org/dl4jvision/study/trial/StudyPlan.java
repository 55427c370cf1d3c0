package org.dl4jvision.study.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dl4jvision.check.Check;
import org.dl4jvision.io.JsonFile;

/**
 * What is compared, and how: {@code study.json} of a study's folder.
 *
 * @param task by its name
 * @param options of every training, by their names
 * @param contestants those that are compared
 * @param folds of the cross-validation; 1: the data as they are divided
 * @param seeds how often each fold is trained, with other random numbers
 */
public record StudyPlan(
    String task, Map<String, String> options, List<Contestant> contestants, int folds, int seeds) {

  /** Refuses what cannot be done. */
  public StudyPlan {
    Check.atLeast("folds", folds, 1);
    Check.atLeast("seeds", seeds, 1);
    contestants = List.copyOf(contestants);
  }

  /** Where the plan of a study is. */
  static Path file(Path study) {
    return study.resolve("study.json");
  }

  /**
   * The plan of a study that was begun.
   *
   * @throws IllegalArgumentException if the folder is none of a study
   */
  public static StudyPlan read(Path study) {
    return JsonFile.read(file(study), StudyPlan.class);
  }

  /** The number of trainings. */
  int trials() {
    return contestants.size() * folds * seeds;
  }
}

package org.dl4jvision.study.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dl4jvision.check.Check;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TaskValidation;
import org.dl4jvision.task.Tasks;
import org.dl4jvision.task.TrainingOptions;

/**
 * What is compared, and how: {@code study.json} of a study's folder.
 *
 * @param task by its name
 * @param options of every training, by their names
 * @param contestants those that are compared
 * @param folds of the cross-validation; 1: the data as they are divided
 * @param seeds how often each fold is trained, with other random numbers
 * @param halving whether the worse half of the contestants is dropped after 1, 2, 4, .. rounds
 * @param tunesLearningRate whether each contestant has a learning rate of its own in each fold,
 *     chosen by short runs on the training images
 */
public record StudyPlan(
    String task,
    Map<String, String> options,
    List<Contestant> contestants,
    int folds,
    int seeds,
    boolean halving,
    boolean tunesLearningRate) {

  /** Refuses what cannot be done. */
  public StudyPlan {
    Check.atLeast("folds", folds, 1);
    Check.atLeast("seeds", seeds, 1);
    Check.that(
        !halving || folds * seeds > 1,
        "halving",
        halving,
        "studies of two rounds or more: add --seeds or --folds");
    Check.that(
        !tunesLearningRate
            || contestants.stream().noneMatch(one -> one.changes().containsKey(Tuning.OPTION)),
        "tune-learning-rate",
        tunesLearningRate,
        "studies that do not vary it themselves");
    contestants = List.copyOf(contestants);
  }

  /** A plan in which all contestants take part in all rounds, with the options as they are. */
  public static StudyPlan of(
      String task,
      Map<String, String> options,
      List<Contestant> contestants,
      int folds,
      int seeds) {
    return new StudyPlan(task, options, contestants, folds, seeds, false, false);
  }

  /**
   * A plan that compares losses.
   *
   * @param task by its name
   * @param options of every training
   * @param losses expressions
   */
  public static StudyPlan ofLosses(
      String task, TrainingOptions<?> options, int folds, int seeds, String... losses) {
    String option = TrialTask.all().get(task).lossOption();
    List<Contestant> contestants = Contestant.of(option, List.of(losses), List.of());
    return of(task, options.toTexts(), contestants, folds, seeds);
  }

  /** The options of a contestant's trainings. */
  <V extends TaskValidation> TrainingOptions<V> options(Task<V> task, Contestant contestant) {
    TrainingOptions<V> all = task.options();
    options.forEach(all::set);
    contestant.changes().forEach(all::set);
    return all;
  }

  /** The learning rate that a contestant has where none is chosen for it. */
  double learningRate(int contestant) {
    return options(Tasks.REGISTRY.get(task), contestants.get(contestant)).learningRate();
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

  /** The trials of the first contestant, in the order in which all have theirs. */
  List<Trial> rounds() {
    List<Trial> rounds = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      for (int fold = 0; fold < folds; fold++) {
        rounds.add(new Trial(0, fold, seed));
      }
    }
    return rounds;
  }

  /** Whether contestants are dropped after so many rounds. */
  boolean dropsAfter(int rounds) {
    return halving && rounds < folds * seeds && Integer.bitCount(rounds) == 1;
  }

  /** How many stay where some are dropped: two at least, as one cannot be compared. */
  static int staying(int contestants) {
    return Math.min(contestants, Math.max(2, (contestants + 1) / 2));
  }

  /** The number of trainings, short runs not counted. */
  int trials() {
    int trials = 0;
    int left = contestants.size();
    for (int round = 0; round < folds * seeds; round++) {
      left = dropsAfter(round) ? staying(left) : left;
      trials += left;
    }
    return trials;
  }
}

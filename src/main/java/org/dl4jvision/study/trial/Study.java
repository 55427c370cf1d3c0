package org.dl4jvision.study.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Fold;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TaskRun;
import org.dl4jvision.task.TaskValidation;
import org.dl4jvision.task.Tasks;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.train.Trainer;
import org.dl4jvision.train.TrainingDivergedException;
import org.dl4jvision.train.TrainingResult;

/**
 * Trains all contestants on all folds with all seeds, round by round: every contestant has had the
 * first fold before one has the second, so that a study that ends early is a fair one of fewer
 * rounds. Each training is an ordinary run in a folder of its own. A study that was killed goes on
 * where it was: what is done is not done again, and the training that was interrupted resumes.
 *
 * <p>All but {@link #stop} belongs to one thread.
 */
public final class Study {

  private final Path folder;
  private final StudyPlan plan;
  private final Consumer<String> progress;
  private volatile boolean stop;
  private volatile Trainer<?> trainer;
  private int done;
  private double seconds;

  private Study(Path folder, StudyPlan plan, Consumer<String> progress) {
    this.folder = folder;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Begins a study in a new or empty folder.
   *
   * @throws IllegalArgumentException if something is in the folder
   */
  public static Study create(Path folder, StudyPlan plan, Consumer<String> progress) {
    check(Tasks.REGISTRY.get(plan.task()), plan);
    requireEmpty(folder);
    JsonFile.write(StudyPlan.file(folder), plan);
    return new Study(folder, plan, progress);
  }

  /** Refuses what no contestant can train with, before anyone begins. */
  private static <V extends TaskValidation> void check(Task<V> task, StudyPlan plan) {
    TrialTask<V> trials = trials(task);
    trials.check(plan.contestants().stream().map(one -> options(task, plan, one)).toList());
  }

  @SuppressWarnings("unchecked") // A task of this name is of the same validations.
  private static <V extends TaskValidation> TrialTask<V> trials(Task<V> task) {
    return (TrialTask<V>) TrialTask.all().get(task.name());
  }

  private static void requireEmpty(Path folder) {
    try {
      Files.createDirectories(folder);
      try (var files = Files.list(folder)) {
        Check.that(
            files.findAny().isEmpty(), "out", folder, "new or empty folders; --resume goes on");
      }
    } catch (IOException e) {
      throw FileProblem.lost("create folder", folder, e);
    }
  }

  /**
   * Goes on with a study.
   *
   * @throws IllegalArgumentException if the folder is none of a study
   */
  public static Study resume(Path folder, Consumer<String> progress) {
    return new Study(folder, StudyPlan.read(folder), progress);
  }

  /** Ends the study after the step that is being done. */
  public void stop() {
    stop = true;
    Trainer<?> current = trainer;
    if (current != null) {
      current.stop();
    }
  }

  /** What is compared, and how. */
  public StudyPlan plan() {
    return plan;
  }

  /**
   * Does what is left to be done.
   *
   * @return the result of all rounds that are complete
   */
  public StudyResult run() {
    run(Tasks.REGISTRY.get(plan.task()));
    return StudyResult.of(folder, plan);
  }

  private <V extends TaskValidation> void run(Task<V> task) {
    TrialTask<V> trials = trials(task);
    for (int seed = 0; seed < plan.seeds(); seed++) {
      for (int fold = 0; fold < plan.folds(); fold++) {
        for (int contestant = 0; contestant < plan.contestants().size() && !stop; contestant++) {
          Trial trial = new Trial(contestant, fold, seed);
          done++;
          if (!trial.isDone(folder)) {
            run(task, trials, trial);
          }
        }
      }
    }
  }

  private <V extends TaskValidation> void run(Task<V> task, TrialTask<V> trials, Trial trial) {
    long begin = System.nanoTime();
    Contestant contestant = plan.contestants().get(trial.contestant());
    TrainingOptions<V> options = options(task, plan, contestant);
    options.seed += trial.seed();
    TrialTask.Part<V> part = trials.open(options, new Fold(trial.fold(), plan.folds()));
    StudyResult.writeBaseline(folder, trial.fold(), part);
    progress.accept(
        "training %d of %d: fold %d, seed %d, %s"
            .formatted(
                done, plan.trials(), trial.fold() + 1, trial.seed() + 1, contestant.label()));
    if (train(part, trial)) {
      tellTime((System.nanoTime() - begin) / 1e9);
    }
  }

  private void tellTime(double took) {
    seconds = seconds == 0 ? took : (seconds + took) / 2;
    progress.accept(
        String.format(
            Locale.ROOT,
            "%.0f s; about %.1f minutes left",
            took,
            seconds * (plan.trials() - done) / 60));
  }

  /** Trains and writes the scores; false if it was stopped. */
  private <V extends TaskValidation> boolean train(TrialTask.Part<V> part, Trial trial) {
    Path path = trial.run(folder);
    boolean begun = Files.exists(path.resolve("configuration.json"));
    RunFolder run =
        begun ? RunFolder.open(path) : RunFolder.plan(path, RunFolder.Existing.OVERWRITE);
    try (TaskRun<V> training =
        begun ? TaskRun.resume(part.training(), run) : TaskRun.create(part.training(), run)) {
      trainer = training.trainer().build();
      if (stop || trainer.fit().end() == TrainingResult.End.STOPPED) {
        return false;
      }
      // Of the last model nothing was chosen on the images that judge.
      trial.write(folder, part.scores(ModelFile.last(run)));
    } catch (TrainingDivergedException e) {
      progress.accept("it diverged, and scores 0: " + e.getMessage());
      Map<String, Double> none = new LinkedHashMap<>();
      part.baseline().keySet().forEach(image -> none.put(image, 0.0));
      trial.write(folder, none);
    } finally {
      trainer = null;
    }
    return true;
  }

  private static <V extends TaskValidation> TrainingOptions<V> options(
      Task<V> task, StudyPlan plan, Contestant contestant) {
    TrainingOptions<V> options = task.options();
    plan.options().forEach(options::set);
    contestant.changes().forEach(options::set);
    return options;
  }
}

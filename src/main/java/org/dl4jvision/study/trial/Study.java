package org.dl4jvision.study.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Fold;
import org.dl4jvision.io.AtomicFile;
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
    trials.check(plan.contestants().stream().map(one -> plan.options(task, one)).toList());
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

  /** Whether a folder is that of a study. */
  public static boolean isIn(Path folder) {
    return Files.exists(StudyPlan.file(folder));
  }

  /**
   * The runs of a study of one contestant that are done: models of folds and seeds that are used
   * together.
   *
   * @throws IllegalArgumentException if there are several contestants, or no run is done
   */
  public static List<RunFolder> runs(Path folder) {
    StudyPlan plan = StudyPlan.read(folder);
    List<Trial> done = plan.rounds().stream().filter(trial -> trial.isDone(folder)).toList();
    if (plan.contestants().size() > 1 || done.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is a study of %d contestants with %d runs done of the first; name runs of one in %s"
              .formatted(
                  folder, plan.contestants().size(), done.size(), folder.resolve(Trial.RUNS)));
    }
    return done.stream().map(trial -> RunFolder.open(trial.run(folder))).toList();
  }

  /** Of a study that could not begin no folder is left, so that its name can be used again. */
  private void leaveNothing() {
    if (!Files.exists(folder.resolve(Trial.RUNS)) && !Files.exists(folder.resolve("scores"))) {
      AtomicFile.delete(StudyPlan.file(folder));
      AtomicFile.delete(folder);
    }
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
    try {
      run(Tasks.REGISTRY.get(plan.task()));
    } catch (IllegalArgumentException e) {
      leaveNothing();
      throw e;
    }
    return StudyResult.of(folder, plan);
  }

  private <V extends TaskValidation> void run(Task<V> task) {
    TrialTask<V> trials = trials(task);
    List<Trial> rounds = plan.rounds();
    for (int round = 0; round < rounds.size(); round++) {
      for (int contestant : new Halving(folder, plan).left(round)) {
        Trial trial = rounds.get(round).of(contestant);
        done++;
        if (!stop && !trial.isDone(folder)) {
          run(task, trials, trial);
        }
      }
    }
  }

  private <V extends TaskValidation> void run(Task<V> task, TrialTask<V> trials, Trial trial) {
    long begin = System.nanoTime();
    Contestant contestant = plan.contestants().get(trial.contestant());
    TrainingOptions<V> options = plan.options(task, contestant);
    options.onProgress(progress);
    Fold fold = new Fold(trial.fold(), plan.folds());
    if (plan.tunesLearningRate() && !tune(trials.open(options, fold), options, trial)) {
      return;
    }
    options.seed += trial.seed();
    TrialTask.Part<V> part = trials.open(options, fold);
    StudyScores.writeBaseline(folder, trial.fold(), part);
    progress.accept(
        "training %d of %d: fold %d, seed %d, %s"
            .formatted(
                done, plan.trials(), trial.fold() + 1, trial.seed() + 1, contestant.label()));
    if (train(part, trial.run(folder), scores -> trial.write(folder, scores))) {
      tellTime((System.nanoTime() - begin) / 1e9);
    }
  }

  /** Sets the learning rate to the best of short runs on the training images; false if stopped. */
  private <V extends TaskValidation> boolean tune(
      TrialTask.Part<V> part, TrainingOptions<V> options, Trial trial) {
    Tuning tuning = Tuning.of(folder, plan, trial.contestant(), trial.fold());
    Integer epochs = options.epochs;
    Double minutes = options.maxMinutes;
    int whole = tuning.chosen().isPresent() ? 0 : part.training().options().epochs;
    options.maxMinutes = minutes == null ? null : minutes / Tuning.SHORTER;
    for (int i = 0; i < tuning.rates().size(); i++) {
      if (!tuning.isDone(i)) {
        int place = i;
        options.learningRate = tuning.rates().get(place);
        options.epochs = Math.max(1, whole / Tuning.SHORTER);
        progress.accept(
            "short run %d of %d: learning rate %s"
                .formatted(
                    place + 1, tuning.rates().size(), Tuning.text(tuning.rates().get(place))));
        TrialTask.Part<V> inner = part.inner(options);
        if (!train(inner, tuning.run(place), scores -> tuning.write(place, scores))) {
          return false;
        }
      }
    }
    options.epochs = epochs;
    options.maxMinutes = minutes;
    options.learningRate = tuning.chosen().orElseThrow();
    progress.accept("learning rate " + tuning.verdict());
    return true;
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

  /** Trains in a folder, and tells the scores; false if it was stopped. */
  private <V extends TaskValidation> boolean train(
      TrialTask.Part<V> part, Path path, Consumer<Map<String, Double>> scores) {
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
      scores.accept(part.scores(ModelFile.last(run)));
    } catch (TrainingDivergedException e) {
      progress.accept("it diverged, and scores 0: " + e.getMessage());
      Map<String, Double> none = new LinkedHashMap<>();
      part.baseline().keySet().forEach(image -> none.put(image, 0.0));
      scores.accept(none);
    } finally {
      trainer = null;
    }
    return true;
  }
}

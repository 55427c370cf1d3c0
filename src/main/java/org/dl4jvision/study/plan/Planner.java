package org.dl4jvision.study.plan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dl4jvision.study.advice.Adviser;
import org.dl4jvision.study.advice.Advisers;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TrainingOptions;

/**
 * Plans the training of a task by its data.
 *
 * <pre>{@code
 * SegmentationOptions options = new SegmentationOptions();
 * options.source.data = Path.of("photos");
 * options.maxMinutes = 20.0;
 * Plan plan =
 *     new Planner(new SegmentationTask(), options, Set.of("data", "max-minutes")).plan(line -> {});
 * plan.apply(options);
 * SegmentationTraining training = options.open();
 * }</pre>
 */
public final class Planner {

  private static final long MILLISECONDS_A_MINUTE = 60_000;

  private final Task<?> task;
  private final TrainingOptions<?> options;
  private final Set<String> given;

  /**
   * @param given the names of the options that stay as they are, as files have them
   */
  public Planner(Task<?> task, TrainingOptions<?> options, Set<String> given) {
    this.task = task;
    this.options = options;
    this.given = Set.copyOf(given);
  }

  /**
   * Looks at the data and plans.
   *
   * @param progress is told how far it is, where it takes long
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public Plan plan(Consumer<String> progress) {
    Map<String, String> values = options.toTexts();
    Adviser adviser =
        Advisers.all().stream()
            .filter(one -> one.name().equals(task.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "trainings of " + task.name() + " cannot be planned: choose its options"));
    adviser.names().stream()
        .filter(values::containsKey)
        .forEach(name -> adviser.set(name, values.get(name)));
    Map<String, String> fixed = new LinkedHashMap<>(values);
    fixed.keySet().retainAll(given);
    Optional<Budget> budget =
        Optional.ofNullable(options.maxMinutes)
            .map(minutes -> Math.max(1, Math.round(minutes * MILLISECONDS_A_MINUTE)))
            .map(Duration::ofMillis)
            .map(Budget::here);
    return Plan.of(adviser.look(progress), fixed, budget);
  }
}

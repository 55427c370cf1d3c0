package org.dl4jvision.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** How the cost of a loss of this library grows. */
final class Scaling {

  private static final List<String> LOSSES = List.of("cross-entropy", "dice");
  private static final List<Integer> SIDES = List.of(64, 128, 256, 512, 1024, 2048);
  private static final List<Integer> CLASSES = List.of(1, 2, 5, 10, 21, 50, 100, 150);

  private final Effort effort;
  private final Consumer<String> progress;

  Scaling(Effort effort, Consumer<String> progress) {
    this.effort = effort;
    this.progress = progress;
  }

  /** By pixels, by classes and by threads. */
  List<Growth> run() {
    List<Growth> result = new ArrayList<>();
    for (String loss : LOSSES) {
      progress.accept("how " + loss + " grows");
      result.add(byPixels(loss));
      result.add(byClasses(loss));
      result.add(byThreads(loss));
    }
    return result;
  }

  private Growth byPixels(String loss) {
    return new Growth(
        "pixels",
        loss,
        SIDES.stream().map(side -> side * side).toList(),
        SIDES.stream().map(side -> cost(effort, of(loss, 4, side))).toList());
  }

  private Growth byClasses(String loss) {
    return new Growth(
        "classes",
        loss,
        CLASSES,
        CLASSES.stream().map(classes -> cost(effort, of(loss, classes, 256))).toList());
  }

  /** Java is told how many processors there are: in processes of their own. */
  private Growth byThreads(String loss) {
    List<Integer> threads =
        IntStream.rangeClosed(1, Runtime.getRuntime().availableProcessors()).boxed().toList();
    return new Growth(
        "threads",
        loss,
        threads,
        threads.stream()
            .map(n -> cost(effort.forked(), of(loss, 21, 256), "-XX:ActiveProcessorCount=" + n))
            .toList());
  }

  private static LossProblem of(String loss, int classes, int side) {
    return LossProblem.of(LabelKind.INDEX, loss, 1, classes, side, side);
  }

  private static Measurement cost(Effort effort, LossProblem problem, String... jvmArguments) {
    Turn.Plan plan = LossComparison.plan(problem, LossContestant.OURS).with(jvmArguments);
    return Measurement.of(Turn.run(plan, effort).millis());
  }
}

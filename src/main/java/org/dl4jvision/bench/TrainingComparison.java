package org.dl4jvision.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Training steps of this library, of Deeplearning4j and of PyTorch, side by side. */
final class TrainingComparison {

  /** The tolerance is that of floats, as stock sums its loss over pixels. */
  private static final double TOLERANCE = 5e-4;

  private final List<? extends TrainingWorkload> networks;
  private final boolean quick;
  private final Consumer<String> progress;

  /**
   * @param networks what to train
   * @param quick fewer steps
   * @param progress is told what comes next
   */
  TrainingComparison(
      List<? extends TrainingWorkload> networks, boolean quick, Consumer<String> progress) {
    this.networks = networks;
    this.quick = quick;
    this.progress = progress;
  }

  /**
   * Measures, each trainer in Java processes of its own, so that its memory is its own, too.
   *
   * @throws IllegalStateException if a trainer's loss is another than ours, before the first update
   *     or after it
   */
  Report run() {
    List<Result> results = new ArrayList<>();
    for (TrainingWorkload network : networks) {
      progress.accept(network.toString());
      List<TrainingContestant> trainers =
          Stream.of(TrainingContestant.values())
              .filter(trainer -> trainer.obstacle(network) == null)
              .toList();
      Contest<TrainingContestant> contest =
          new Contest<>(
              quick ? Effort.QUICK_STEPS : Effort.FULL_STEPS,
              trainer -> plan(network, trainer),
              trainers);
      Map<TrainingContestant, Contest.Standing> standings = contest.run();
      standings.keySet().forEach(trainer -> check(network, trainer, standings));
      results.add(result(network, standings));
    }
    return new Report(Machine.here(), results, List.of());
  }

  private static Turn.Plan plan(TrainingWorkload network, TrainingContestant trainer) {
    return new Turn.Plan(
        TrainingBenchmark.class,
        Map.of("network", network.toString(), "trainer", trainer.name()),
        List.of(FirstLossesProfiler.class, LossShareProfiler.class, PeakMemoryProfiler.class),
        List.of());
  }

  private static void check(
      TrainingWorkload network,
      TrainingContestant trainer,
      Map<TrainingContestant, Contest.Standing> standings) {
    for (String name : FirstLossesProfiler.NAMES) {
      double expected = standings.get(TrainingContestant.OURS).profiled().get(name);
      double found = standings.get(trainer).profiled().get(name);
      if (!(Math.abs(found - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
        throw new IllegalStateException(
            String.format(
                "%s: the %s of %s is %s, ours %s", network, name, trainer.key(), found, expected));
      }
    }
  }

  private static Result result(
      TrainingWorkload network, Map<TrainingContestant, Contest.Standing> standings) {
    Map<String, String> subject = new LinkedHashMap<>();
    subject.put("network", network.toString());
    Map<String, Measurement> millis = new LinkedHashMap<>();
    Map<String, Double> extras = new LinkedHashMap<>();
    extras.put(
        "lossShare", standings.get(TrainingContestant.OURS).profiled().get(LossShareProfiler.NAME));
    for (TrainingContestant trainer : TrainingContestant.values()) {
      Contest.Standing standing = standings.get(trainer);
      millis.put(trainer.key(), standing == null ? null : standing.millis());
      extras.put(
          trainer.key() + "PeakMemoryMb",
          standing == null ? null : standing.profiled().get(PeakMemoryProfiler.NAME));
    }
    return new Result(subject, millis, extras);
  }
}

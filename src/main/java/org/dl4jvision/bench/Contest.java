package org.dl4jvision.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Contestants that take turns, so that whatever else the machine does weighs on all alike.
 *
 * @param <C> a contestant
 */
final class Contest<C> {

  private final Effort effort;
  private final Function<C, Turn.Plan> plan;

  Contest(Effort effort, Function<C, Turn.Plan> plan) {
    this.effort = effort;
    this.plan = plan;
  }

  /**
   * What all turns of one contestant found.
   *
   * @param profiled the medians of what profilers found
   */
  record Standing(Measurement millis, Map<String, Double> profiled) {

    private static Standing of(List<Turn> turns) {
      Map<String, List<Double>> profiled = new TreeMap<>();
      for (Turn turn : turns) {
        turn.profiled()
            .forEach(
                (name, value) -> profiled.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
      }
      Map<String, Double> medians = new TreeMap<>();
      profiled.forEach((name, values) -> medians.put(name, Measurement.of(values).median()));
      return new Standing(
          Measurement.of(turns.stream().flatMap(turn -> turn.millis().stream()).toList()), medians);
    }
  }

  /**
   * Round by round; a contestant that has used up its time sits out. In this process they first
   * warm up for a round, which counts only for those that need half of their time for one call.
   */
  Map<C, Standing> run(List<C> contestants) {
    Map<C, List<Turn>> turns = new LinkedHashMap<>();
    Map<C, Double> spent = new LinkedHashMap<>();
    if (effort.forks() == 0) {
      for (C contestant : contestants) {
        Turn turn = warmUp(contestant);
        if (isSlow(turn)) { // or was only cold
          turn = warmUp(contestant);
        }
        if (isSlow(turn)) {
          turns.put(contestant, List.of(turn));
          spent.put(contestant, effort.budgetMillis());
        }
      }
    }
    for (int round = 0; round < effort.rounds(); round++) {
      for (C contestant : contestants) {
        if (spent.getOrDefault(contestant, 0.0) < effort.budgetMillis()) {
          long start = System.nanoTime();
          turns
              .computeIfAbsent(contestant, c -> new ArrayList<>())
              .add(Turn.run(plan.apply(contestant), effort));
          spent.merge(contestant, (System.nanoTime() - start) / 1e6, Double::sum);
        }
      }
    }
    Map<C, Standing> result = new LinkedHashMap<>();
    turns.forEach((contestant, list) -> result.put(contestant, Standing.of(list)));
    return result;
  }

  private Turn warmUp(C contestant) {
    return Turn.run(plan.apply(contestant), effort.first());
  }

  private boolean isSlow(Turn turn) {
    return 2 * turn.millis().get(0) >= effort.budgetMillis();
  }
}

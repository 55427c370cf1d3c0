package org.dl4jvision.bench;

import java.util.ArrayList;
import java.util.HashMap;
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
  private final List<C> contestants;
  private final Map<C, List<Turn>> turns = new LinkedHashMap<>();
  private final Map<C, Double> spent = new HashMap<>();

  Contest(Effort effort, Function<C, Turn.Plan> plan, List<C> contestants) {
    this.effort = effort;
    this.plan = plan;
    this.contestants = contestants;
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

  /** Runs a round of contestants that share this process; it counts only for very slow ones. */
  void warmUp() {
    for (C contestant : contestants) {
      Turn turn = warmUp(contestant);
      if (isSlow(turn)) { // The turn may only have been cold.
        turn = warmUp(contestant);
      }
      if (isSlow(turn)) {
        turns.put(contestant, List.of(turn));
        spent.put(contestant, effort.budgetMillis());
      }
    }
  }

  /** Runs round by round; a contestant that has used up its time sits out. */
  Map<C, Standing> run() {
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

  /** Whether a call takes half of the time. */
  private boolean isSlow(Turn turn) {
    return 2 * turn.millis().get(0) >= effort.budgetMillis();
  }
}

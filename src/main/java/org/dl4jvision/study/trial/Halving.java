package org.dl4jvision.study.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.metric.Means;

/**
 * Successive halving, where a plan asks for it: who is left of the contestants by the scores so
 * far. These alone decide, so that a study that was killed goes on with the same ones.
 */
final class Halving {

  private final StudyPlan plan;
  private final List<Dropped> dropped = new ArrayList<>();

  /**
   * A contestant that was dropped.
   *
   * @param contestant from 0
   * @param rounds after how many
   * @param mean its score in these
   */
  record Dropped(int contestant, int rounds, double mean) {}

  Halving(Path folder, StudyPlan plan) {
    this.plan = plan;
    List<Trial> all = plan.rounds();
    for (int rounds = 1; rounds < all.size(); rounds++) {
      List<Integer> left = left(rounds);
      Trial last = all.get(rounds - 1);
      if (!left.stream().allMatch(c -> last.of(c).isDone(folder))) {
        return;
      }
      if (plan.dropsAfter(rounds)) {
        drop(folder, all.subList(0, rounds), left);
      }
    }
  }

  private void drop(Path folder, List<Trial> rounds, List<Integer> left) {
    left.stream()
        .map(c -> new Dropped(c, rounds.size(), mean(folder, rounds, c)))
        .sorted(Comparator.comparingDouble(Dropped::mean).reversed())
        .skip(StudyPlan.staying(left.size()))
        .forEach(dropped::add);
  }

  /** The mean over rounds of the means over images; without any score 0. */
  private static double mean(Path folder, List<Trial> rounds, int contestant) {
    double mean =
        Means.ofDefined(
            rounds.stream()
                .map(round -> round.of(contestant).scores(folder))
                .mapToDouble(
                    scores -> Means.ofDefined(scores.values().stream().mapToDouble(s -> s))));
    return Double.isNaN(mean) ? 0 : mean;
  }

  /** The contestants that take part in the round after so many. */
  List<Integer> left(int rounds) {
    return IntStream.range(0, plan.contestants().size())
        .filter(c -> dropped.stream().noneMatch(d -> d.contestant() == c && d.rounds() <= rounds))
        .boxed()
        .toList();
  }

  /** The contestants that are left of all. */
  List<Integer> left() {
    return left(plan.rounds().size());
  }

  /** Those that are not, in the order in which they were dropped, the better first. */
  List<Dropped> dropped() {
    return List.copyOf(dropped);
  }
}

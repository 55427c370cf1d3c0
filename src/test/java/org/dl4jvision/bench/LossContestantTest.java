package org.dl4jvision.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is compared computes the same. */
class LossContestantTest {

  /** Every loss of every workload on small arrays of its rank. */
  static Stream<LossProblem> problems() {
    return Arrays.stream(LossWorkload.values())
        .flatMap(w -> w.problems().stream())
        .map(LossContestantTest::small);
  }

  private static LossProblem small(LossProblem problem) {
    long[] shape = problem.shape();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.min(shape[i], i == 0 ? 2 : 5);
    }
    return LossProblem.of(problem.labels(), problem.loss(), shape);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everybodyComputesTheSameLossAndGradient(LossProblem problem) {
    LossBenchmark benchmark = new LossBenchmark();
    benchmark.size = problem.size();
    benchmark.labels = problem.labels();
    benchmark.loss = problem.loss();
    List<LossContestant> contestants =
        Stream.of(LossContestant.values()).filter(contestant -> contestant.takes(problem)).toList();
    assertTrue(contestants.containsAll(List.of(LossContestant.OURS, LossContestant.COPY)));
    for (LossContestant contestant : contestants) {
      benchmark.contestant = contestant;
      benchmark.prepare(); // refuses other numbers
      assertTrue(Double.isFinite(benchmark.evaluate()));
      benchmark.close();
    }
  }
}

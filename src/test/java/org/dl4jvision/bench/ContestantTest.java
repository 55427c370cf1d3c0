package org.dl4jvision.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is compared computes the same. */
class ContestantTest {

  /** Every loss of every workload on small arrays of its rank. */
  static Stream<LossCase> cases() {
    return Arrays.stream(Workload.values())
        .flatMap(w -> w.cases().stream())
        .map(ContestantTest::small);
  }

  private static LossCase small(LossCase of) {
    long[] shape = of.shape();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.min(shape[i], i == 0 ? 2 : 5);
    }
    return LossCase.of(of.labels(), of.loss(), shape);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everybodyComputesTheSameLossAndGradient(LossCase of) {
    LossBenchmark benchmark = new LossBenchmark();
    benchmark.size = of.size();
    benchmark.labels = of.labels();
    benchmark.loss = of.loss();
    List<Contestant> contestants =
        Stream.of(Contestant.values()).filter(contestant -> contestant.takes(of)).toList();
    assertTrue(contestants.containsAll(List.of(Contestant.OURS, Contestant.COPY)));
    for (Contestant contestant : contestants) {
      benchmark.contestant = contestant;
      benchmark.prepare(); // refuses other numbers
      assertTrue(Double.isFinite(benchmark.evaluate()));
      benchmark.close();
    }
  }
}

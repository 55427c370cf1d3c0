package org.dl4jvision.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Which share of the steps of an iteration is spent in the output layer that {@link LossTimer}
 * watches.
 */
public final class LossShareProfiler implements InternalProfiler {

  static final String NAME = "lossShare";

  private long start;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    LossTimer.reset();
    start = System.nanoTime();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double share = (double) LossTimer.nanos() / (System.nanoTime() - start);
    return List.of(new ScalarResult(NAME, share, "", AggregationPolicy.AVG));
  }

  @Override
  public String getDescription() {
    return "share of the output layer";
  }
}

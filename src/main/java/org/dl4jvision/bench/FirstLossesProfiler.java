package org.dl4jvision.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The losses of a training before its first updates, by which one sees whether all train the same.
 * They leave the process this way, because the oneDNN of ND4J and that of PyTorch spoil each
 * other's numbers when both train in one.
 */
public final class FirstLossesProfiler implements InternalProfiler {

  static final List<String> NAMES =
      List.of("loss before", "loss after an update", "loss after two updates", "loss after three");

  private static final Map<String, Double> LOSSES = new ConcurrentHashMap<>();

  static void put(String name, double loss) {
    LOSSES.put(name, loss);
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return LOSSES.entrySet().stream()
        .map(loss -> new ScalarResult(loss.getKey(), loss.getValue(), "", AggregationPolicy.AVG))
        .toList();
  }

  @Override
  public String getDescription() {
    return "first losses";
  }
}

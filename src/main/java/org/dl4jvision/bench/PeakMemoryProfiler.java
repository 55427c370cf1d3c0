package org.dl4jvision.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/** The most memory that a process has had so far, Java's and native, where Linux tells. */
public final class PeakMemoryProfiler implements InternalProfiler {

  static final String NAME = "peakMemoryMb";

  private static volatile Path status = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  /** Reports another process than this one. */
  static void watch(long pid) {
    status = Path.of("/proc", Long.toString(pid), "status");
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (!Files.exists(status)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .map(peak -> new ScalarResult(NAME, peak, "MB", AggregationPolicy.MAX))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public String getDescription() {
    return "peak resident memory";
  }
}

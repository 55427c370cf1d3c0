package org.dl4jvision.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.Profiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One short run of JMH: what a contestant does when it is its turn.
 *
 * @param millis milliseconds a call, one number an iteration
 * @param profiled what profilers found, by their names for it
 */
record Turn(List<Double> millis, Map<String, Double> profiled) {

  /** Bytes of Java's heap that a call allocates. */
  static final String ALLOCATED = "gc.alloc.rate.norm";

  /** A benchmark to run, with its parameters and profilers. */
  record Plan(
      Class<?> benchmark,
      Map<String, String> parameters,
      List<Class<? extends Profiler>> profilers,
      List<String> jvmArguments) {

    static Plan of(Class<?> benchmark, Map<String, String> parameters) {
      return new Plan(benchmark, parameters, List.of(), List.of());
    }

    Plan with(String... arguments) {
      return new Plan(benchmark, parameters, profilers, List.of(arguments));
    }
  }

  /** What makes the libraries log in other processes as in this one. */
  private static Stream<String> logging() {
    return Stream.of("logback.configurationFile", "dl4jvision.log", "org.bytedeco.javacpp.logger")
        .filter(property -> System.getProperty(property) != null)
        .map(property -> "-D" + property + "=" + System.getProperty(property));
  }

  /**
   * Runs the benchmark of a class.
   *
   * @throws IllegalStateException if it fails
   */
  static Turn run(Plan plan, Effort effort) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(plan.benchmark().getName() + ".*")
            .forks(effort.forks())
            .warmupIterations(effort.warmup().equals(TimeValue.NONE) ? 0 : 1)
            .warmupTime(effort.warmup())
            .measurementIterations(effort.iterations())
            .measurementTime(effort.time())
            .threads(1)
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend(
                Stream.concat(logging(), plan.jvmArguments().stream()).toArray(String[]::new))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    plan.parameters().forEach(options::param);
    plan.profilers().forEach(options::addProfiler);
    try {
      return of(new Runner(options.build()).runSingle().getAggregatedResult());
    } catch (RunnerException e) {
      throw new IllegalStateException(reason(e), e);
    }
  }

  private static Turn of(BenchmarkResult result) {
    return new Turn(
        result.getIterationResults().stream().map(i -> i.getPrimaryResult().getScore()).toList(),
        result.getSecondaryResults().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getScore())));
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null || cause.getSuppressed().length > 0) {
      cause = cause.getCause() != null ? cause.getCause() : cause.getSuppressed()[0];
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}

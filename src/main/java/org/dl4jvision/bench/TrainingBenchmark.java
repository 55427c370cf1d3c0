package org.dl4jvision.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One training step. Run by {@link TrainingComparison}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TrainingBenchmark {

  @Param("unet-16-1x256")
  String network;

  @Param("OURS")
  TrainingContestant trainer;

  private TrainingStep step;

  /** Makes network and images, and begins to train. */
  @Setup
  public void prepare() {
    step = trainer.step(TrainingWorkload.of(network));
    for (String name : FirstLossesProfiler.NAMES) {
      FirstLossesProfiler.put(name, step.run());
    }
  }

  @TearDown
  public void close() {
    step.close();
  }

  @Benchmark
  public double step() {
    return step.run();
  }
}

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

  private static final int CHECKED_STEPS = 2;
  private static final double TOLERANCE = 1e-4;

  @Param("UNET_16")
  Network network;

  @Param("OURS")
  Trainer trainer;

  private TrainingStep step;

  /**
   * Makes network and images, and sure that what is timed is the same training.
   *
   * @throws IllegalStateException if the trainer's loss is another than ours, before the first
   *     update or after it
   */
  @Setup
  public void prepare() {
    TrainingInputs inputs = TrainingInputs.of(network);
    step = trainer.step(inputs);
    if (trainer != Trainer.OURS) {
      check(Trainer.OURS.step(inputs));
    }
  }

  private void check(TrainingStep ours) {
    for (int i = 0; i < CHECKED_STEPS; i++) {
      double expected = ours.run();
      double found = step.run();
      if (!(Math.abs(found - expected) <= TOLERANCE * Math.max(1, expected))) {
        throw new IllegalStateException(
            String.format(
                "%s, %s: the loss after %d steps is %s, ours %s",
                network, trainer.key(), i, found, expected));
      }
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

package org.dl4jvision.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One evaluation of a loss and its gradient. Run by {@link LossComparison}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LossBenchmark {

  /** The workspace keeps its memory from call to call, as those of Deeplearning4j's layers do. */
  private static final WorkspaceConfiguration WORKSPACE =
      WorkspaceConfiguration.builder().policyLearning(LearningPolicy.FIRST_LOOP).build();

  private static final int PROBES = 64;
  private static final double TOLERANCE = 1e-4;

  private static final double TOLERANCE_OF_ND4J = 1e-3;

  /** ND4J adds millions of floats up in floats. */
  private static final double TOLERANCE_OF_ND4J_SUMS = 1e-2;

  private static final double TOLERANCE_OF_RATIOS = 0.05;

  @Param("")
  String size;

  @Param("ONE_HOT")
  LabelKind labels;

  @Param("")
  String loss;

  @Param("OURS")
  LossContestant contestant;

  private LossEvaluator evaluator;

  /**
   * Makes the arrays, and checks that what is timed computes the loss.
   *
   * @throws IllegalStateException if the contestant's loss or gradient is another than ours
   */
  @Setup
  public void prepare() {
    LossInputs inputs = LossInputs.of(new LossProblem(size, labels, loss));
    evaluator = contestant.evaluator(inputs);
    if (contestant != LossContestant.COPY && contestant != LossContestant.OURS) {
      check(inputs);
    }
  }

  @TearDown
  public void close() {
    evaluator.close();
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }

  @Benchmark
  public double evaluate() {
    try (MemoryWorkspace workspace = workspace()) {
      return evaluator.evaluate().loss();
    }
  }

  private static MemoryWorkspace workspace() {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(WORKSPACE, "LOSS_BENCHMARK");
  }

  private void check(LossInputs inputs) {
    double[] expected = probe(LossContestant.OURS.evaluator(inputs), inputs);
    double[] found = probe(evaluator, inputs);
    double steepest = Arrays.stream(expected).skip(1).map(Math::abs).max().orElseThrow();
    boolean isNd4j = contestant != LossContestant.PYTORCH;
    double tolerance = isNd4j ? TOLERANCE_OF_ND4J : TOLERANCE;
    double ofSum = isNd4j ? TOLERANCE_OF_ND4J_SUMS : TOLERANCE;
    // Lovász takes differences of neighboring ratios, in which a float has few digits left.
    double slack = loss.equals("lovasz") ? TOLERANCE_OF_RATIOS : tolerance;
    check("loss", found[0], expected[0], ofSum * Math.max(1, Math.abs(expected[0])));
    for (int i = 1; i < expected.length; i++) {
      check("gradient", found[i], expected[i], slack * steepest);
    }
  }

  private void check(String what, double found, double expected, double tolerance) {
    if (!(Math.abs(found - expected) <= tolerance)) {
      throw new IllegalStateException(
          String.format(
              "%s of %s, %s labels: the %s of %s is %s, ours %s",
              loss, size, labels, what, contestant.key(), found, expected));
    }
  }

  /** The loss, and numbers of the gradient from all over it. */
  private static double[] probe(LossEvaluator evaluator, LossInputs inputs) {
    try (MemoryWorkspace workspace = workspace()) {
      LossEvaluator.Outcome outcome = evaluator.evaluate();
      double[] result = new double[1 + PROBES];
      result[0] = outcome.loss();
      for (int i = 0; i < PROBES; i++) {
        result[i + 1] =
            outcome.gradient().applyAsDouble((inputs.logits().length() - 1) * i / (PROBES - 1));
      }
      return result;
    }
  }
}

package org.dl4jvision.bench;

import java.util.Random;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The arrays of a case, the same in every process.
 *
 * @param logits what the network computes before its activation
 * @param labels in the logits' shape, or class indices in one channel
 */
record LossInputs(LossProblem problem, INDArray logits, INDArray labels) {

  private static final int SEED = 12345;

  /** Kept while contestants of one case take turns in one process. */
  private static LossInputs last;

  static synchronized LossInputs of(LossProblem problem) {
    if (last == null || !last.problem.equals(problem)) {
      last = make(problem);
    }
    return last;
  }

  private static LossInputs make(LossProblem problem) {
    Nd4j.getRandom().setSeed(SEED);
    INDArray logits = Nd4j.randn(DataType.FLOAT, problem.shape()).muli(2);
    return new LossInputs(problem, logits, labels(problem));
  }

  private static INDArray labels(LossProblem problem) {
    Random random = new Random(SEED);
    boolean index = problem.labels() == LabelKind.INDEX;
    long[] shape = problem.shape();
    int classes = problem.classes();
    shape[1] = index ? 1 : classes;
    int pixels = problem.pixels();
    float[] values = new float[(int) LongStream.of(shape).reduce(1, (a, b) -> a * b)];
    for (int image = 0; image < shape[0]; image++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        int classIndex = random.nextInt(Math.max(2, classes));
        if (index || classes == 1) {
          values[image * pixels + pixel] = classIndex;
        } else {
          values[(image * classes + classIndex) * pixels + pixel] = 1;
        }
      }
    }
    return Nd4j.create(values, shape, 'c');
  }
}

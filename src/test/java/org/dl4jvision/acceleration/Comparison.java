package org.dl4jvision.acceleration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What tests compare accelerated networks with DL4J's with. */
public final class Comparison {

  private Comparison() {}

  /** Skips a test where the natives have no oneDNN; else seeds ND4J. */
  public static void needOneDnn() {
    assumeTrue(
        Nd4j.getEnvironment().isCPU() && Nd4j.getBackend().buildInfo().contains("HAVE_ONEDNN"),
        "the natives have no oneDNN");
    Nd4j.getRandom().setSeed(7);
  }

  /** Accelerates with oneDNN called directly or through ND4J. */
  public static Acceleration.Report enable(Model network, boolean direct) {
    return Acceleration.enable(network, direct ? null : "a test of the portable path has no dnnl");
  }

  /** Equal up to rounding, measured against the largest value. */
  public static void assertClose(INDArray expected, INDArray actual) {
    assertArrayEquals(expected.shape(), actual.shape());
    double difference = expected.sub(actual.dup('c')).amaxNumber().doubleValue();
    assertTrue(
        difference <= 2e-4 * expected.amaxNumber().doubleValue(), () -> "differ by " + difference);
  }

  /** Numbers from -0.5 to 0.5. */
  public static INDArray image(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
  }

  /** Random probabilities of classes, which dimension 1 numbers. */
  public static INDArray probabilities(long... shape) {
    INDArray weights = Nd4j.rand(DataType.FLOAT, shape);
    return weights.div(weights.sum(true, 1).broadcast(shape));
  }

  static DataSet labeled(long[] image, long[] labels) {
    return new DataSet(image(image), probabilities(labels));
  }
}

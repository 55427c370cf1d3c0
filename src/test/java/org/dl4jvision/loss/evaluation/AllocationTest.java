package org.dl4jvision.loss.evaluation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An evaluation leaves little for the garbage collector, however large the arrays are. */
class AllocationTest {

  private static final long LIMIT = 64 * 1024;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes that all threads have allocated so far. */
  private static long allocated() {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross-entropy",
        "focal",
        "dice",
        "tversky(ignoreIndex=2)",
        "2*dice + cross-entropy",
        "lovasz",
        "smooth-l1"
      })
  void isSmall(String expression) {
    VisionLoss loss = Losses.parse(expression);
    INDArray logits = Nd4j.rand(DataType.FLOAT, 8, 21, 128, 128);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 8, 1, 128, 128);
    labels.tensorAlongDimension(1, 2, 3).assign(3);
    long least = Long.MAX_VALUE;
    // The least of some runs: other threads, such as the compiler's, allocate, too.
    for (int i = 0; i < 40 && least > LIMIT; i++) {
      long before = allocated();
      loss.computeGradient(labels, logits, new ActivationSoftmax(), null);
      least = Math.min(least, allocated() - before);
    }
    long bytes = least;
    assertTrue(bytes <= LIMIT, () -> bytes + " bytes for " + logits.length() + " logits");
  }
}

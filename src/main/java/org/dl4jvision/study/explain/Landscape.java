package org.dl4jvision.study.explain;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss around a solution, along two random directions of its weights.
 *
 * @param steps the places along each direction, in lengths of the filters, rising
 * @param losses the mean loss over the images: a row for each place along the second direction
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Landscape(double[] steps, double[][] losses) {

  /** Directions are drawn from these. */
  private static final long FIRST = 1;

  private static final long SECOND = 2;

  /**
   * Measures the loss on a grid. The network is as before at the end.
   *
   * @param count of places along each direction, odd
   * @param span of the places: from minus this to this
   * @param progress is told the share that is done
   */
  public static Landscape of(
      SegmentationSubject subject, int count, double span, DoubleConsumer progress) {
    return of(subject.network(), subject::lossNow, count, span, progress);
  }

  /** The same of a detector. */
  public static Landscape of(
      DetectionSubject subject, int count, double span, DoubleConsumer progress) {
    return of(subject.network(), subject::lossNow, count, span, progress);
  }

  /**
   * @param loss with the weights that the network has now
   */
  private static Landscape of(
      ComputationGraph network,
      DoubleSupplier loss,
      int count,
      double span,
      DoubleConsumer progress) {
    double[] steps = new double[count];
    Arrays.setAll(steps, i -> span * (2.0 * i / (count - 1) - 1));
    INDArray weights = network.params();
    INDArray start = weights.dup();
    INDArray first = FilterDirection.of(network, FIRST);
    INDArray second = FilterDirection.of(network, SECOND);
    double[][] losses = new double[count][count];
    try {
      for (int row = 0; row < count; row++) {
        for (int column = 0; column < count; column++) {
          weights.assign(start.add(first.mul(steps[column])).addi(second.mul(steps[row])));
          losses[row][column] = loss.getAsDouble();
        }
        progress.accept((row + 1.0) / count);
      }
    } finally {
      weights.assign(start);
    }
    return new Landscape(steps, losses);
  }

  /** The loss at the solution. */
  public double center() {
    return losses[losses.length / 2][losses.length / 2];
  }

  /** The smallest loss on the grid. */
  public double smallest() {
    return Arrays.stream(losses).flatMapToDouble(Arrays::stream).min().orElseThrow();
  }

  /** The mean loss one place along the directions, in either sense, from the solution. */
  public double nearby() {
    int middle = losses.length / 2;
    return IntStream.of(-1, 1)
        .mapToDouble(i -> (losses[middle + i][middle] + losses[middle][middle + i]) / 2)
        .average()
        .orElseThrow();
  }
}

package org.dl4jvision.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.model.UNet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Times one training step (forward, backward, Adam) of the same U-Net as Deeplearning4j runs it and
 * {@linkplain Acceleration accelerated}. Steps alternate, so that other load on the machine weighs
 * on both alike.
 */
public final class TrainingStepBenchmark {

  private static final int SIZE = 256;
  private static final int WARM_UP = 3;

  private TrainingStepBenchmark() {}

  /**
   * Medians over the repeats.
   *
   * @param parameters number of the network's parameters
   * @param stockMillis one step of Deeplearning4j as it is, in milliseconds
   * @param acceleratedMillis one step of the accelerated network, in milliseconds
   * @param acceleration what {@link Acceleration#enable} did
   */
  public record Result(
      long parameters,
      double stockMillis,
      double acceleratedMillis,
      Acceleration.Report acceleration) {

    /** How many times faster the accelerated step is. */
    public double speedup() {
      return stockMillis / acceleratedMillis;
    }

    /** A table for a reader. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "U-Net, %,d parameters, one training step of 1x1x%dx%d (%s)%n"
              + "%-24s %10s%n%-24s %7.1f ms%n%-24s %7.1f ms%n%-24s %7.1f x",
          parameters,
          SIZE,
          SIZE,
          acceleration,
          "",
          "median",
          "Deeplearning4j",
          stockMillis,
          "accelerated",
          acceleratedMillis,
          "faster",
          speedup());
    }
  }

  /**
   * Runs the benchmark.
   *
   * @param repeats timed pairs of steps, at least 1
   */
  public static Result run(int repeats) {
    if (repeats < 1) {
      throw new IllegalArgumentException("repeats is " + repeats + ", allowed: at least 1");
    }
    UNet model = UNet.builder().inputChannels(1).classes(1).build();
    ComputationGraph stock = model.init();
    ComputationGraph accelerated = model.init();
    Acceleration.Report report = Acceleration.enable(accelerated);
    Nd4j.getRandom().setSeed(1);
    INDArray image = Nd4j.rand(DataType.FLOAT, 1, 1, SIZE, SIZE);
    DataSet data = new DataSet(image, image.gt(0.5).castTo(DataType.FLOAT));
    for (int i = 0; i < WARM_UP; i++) {
      millis(stock, data);
      millis(accelerated, data);
    }
    List<Double> stockMillis = new ArrayList<>();
    List<Double> acceleratedMillis = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      stockMillis.add(millis(stock, data));
      acceleratedMillis.add(millis(accelerated, data));
    }
    return new Result(stock.numParams(), median(stockMillis), median(acceleratedMillis), report);
  }

  private static double millis(ComputationGraph graph, DataSet data) {
    long start = System.nanoTime();
    graph.fit(data);
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }
}

package org.dl4jvision.study.plan;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.check.Check;
import org.dl4jvision.network.NetworkCost;
import org.dl4jvision.network.SegmentationNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What a training may use: a time, and the speed of a machine. */
public final class Budget {

  private static final int SIDE = 128;
  private static final int IMAGES = 2;

  /** Until then the virtual machine has compiled what a step runs through. */
  private static final long NANOSECONDS = 6_000_000_000L;

  private final Duration time;
  private final DoubleSupplier measurement;
  private double speed; // 0 before it is asked for

  private Budget(Duration time, DoubleSupplier measurement) {
    Check.that(!time.isNegative() && !time.isZero(), "time", time, "durations above 0");
    this.time = time;
    this.measurement = measurement;
  }

  /**
   * A time on a machine whose speed is known.
   *
   * @param time that the training may take, above 0
   * @param speed multiply-adds of forward passes a second in training steps, above 0: a step takes
   *     its forward pass's by this
   */
  public Budget(Duration time, double speed) {
    this(time, () -> speed);
    Check.positive("speed", speed);
  }

  /** A time on this machine, whose speed is measured once it is asked for. */
  public static Budget here(Duration time) {
    return new Budget(time, Budget::measure);
  }

  /** The time that the training may take. */
  public Duration time() {
    return time;
  }

  /** Multiply-adds of forward passes a second in training steps. */
  public double speed() {
    if (speed == 0) {
      speed = measurement.getAsDouble();
    }
    return speed;
  }

  /**
   * The fastest of the default U-Net's steps in some seconds: others were slow to begin, or not
   * alone.
   */
  private static double measure() {
    SegmentationNetwork design = SegmentationNetwork.builder().build();
    ComputationGraph network = design.init();
    Acceleration.enable(network);
    INDArray images = Nd4j.rand(DataType.FLOAT, IMAGES, 1, SIDE, SIDE);
    DataSet batch = new DataSet(images, images.gt(0.5).castTo(DataType.FLOAT));
    double fastest = Double.POSITIVE_INFINITY;
    long begin = System.nanoTime();
    long end = begin;
    while (end - begin < NANOSECONDS) {
      long start = end;
      network.fit(batch);
      end = System.nanoTime();
      fastest = Math.min(fastest, end - start);
    }
    NetworkCost cost = NetworkCost.of(design.configuration(), IMAGES, 1, SIDE, SIDE);
    return cost.multiplyAdds() * IMAGES / (fastest / 1e9);
  }

  /** Updates in the time, of steps whose forward pass has so many multiply-adds. */
  public double updates(double multiplyAdds) {
    return time.toMillis() / 1e3 * speed() / multiplyAdds;
  }
}

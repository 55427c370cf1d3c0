package org.dl4jvision.study.plan;

import java.time.Duration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.check.Check;
import org.dl4jvision.network.NetworkCost;
import org.dl4jvision.network.SegmentationNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a training may use.
 *
 * @param time it may take, above 0
 * @param speed multiply-adds of forward passes a second in training steps, above 0: a step takes
 *     its forward pass's by this
 */
public record Budget(Duration time, double speed) {

  private static final int SIDE = 128;
  private static final int IMAGES = 2;
  private static final int WARM_UP = 3;
  private static final int STEPS = 5;

  public Budget {
    Check.that(!time.isNegative() && !time.isZero(), "time", time, "durations above 0");
    Check.positive("speed", speed);
  }

  /** That of this machine now: the fastest of some steps of the default U-Net, about a second. */
  public static Budget measured(Duration time) {
    SegmentationNetwork design = SegmentationNetwork.builder().build();
    ComputationGraph network = design.init();
    Acceleration.enable(network);
    INDArray images = Nd4j.rand(DataType.FLOAT, IMAGES, 1, SIDE, SIDE);
    DataSet batch = new DataSet(images, images.gt(0.5).castTo(DataType.FLOAT));
    double fastest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < WARM_UP + STEPS; i++) {
      long start = System.nanoTime();
      network.fit(batch);
      if (i >= WARM_UP) {
        fastest = Math.min(fastest, System.nanoTime() - start);
      }
    }
    NetworkCost cost = NetworkCost.of(design.configuration(), IMAGES, 1, SIDE, SIDE);
    return new Budget(time, cost.multiplyAdds() * IMAGES / (fastest / 1e9));
  }

  /** Updates in the time, of steps whose forward pass has so many multiply-adds. */
  public double updates(double multiplyAdds) {
    return time.toMillis() / 1e3 * speed / multiplyAdds;
  }
}

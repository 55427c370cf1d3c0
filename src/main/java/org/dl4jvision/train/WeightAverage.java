package org.dl4jvision.train;

import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The moving average of a network's weights over its updates (Polyak and Juditsky, "Acceleration of
 * Stochastic Approximation by Averaging", 1992), which is mostly better than the weights of any of
 * them. After update t the average A of weights W becomes d(t) A + (1 - d(t)) W, with d(t) = decay
 * (1 - exp(-t / ramp)): at first little of what was there before is kept. Running statistics of
 * batch normalization are averaged as weights are.
 *
 * <p>A network has one set of weights at a time: the average, or what is trained; this keeps the
 * other. At first both are the same, and the network is {@linkplain #show shown} the average.
 */
public final class WeightAverage {

  private final ComputationGraph network;
  private final double decay;
  private final double ramp;
  private INDArray other; // null before the first update
  private boolean shown = true;

  /**
   * The average over what updates a network from now on.
   *
   * @param decay the share of the average that is kept in an update after many, in (0, 1)
   * @param ramp updates in which this share rises to 63 % of it, above 0
   */
  public WeightAverage(ComputationGraph network, double decay, double ramp) {
    this.network = Objects.requireNonNull(network, "network");
    this.decay = Check.part("decay", decay);
    this.ramp = Check.positive("ramp", ramp);
  }

  /** Gives the network the weights that are trained. */
  void hide() {
    if (other == null) {
      other = network.params().dup();
    }
    if (shown) {
      exchange();
    }
  }

  /** Gives the network the average, with which it is validated, saved and used. */
  void show() {
    if (!shown) {
      exchange();
    }
  }

  private void exchange() {
    INDArray weights = network.params();
    INDArray kept = weights.dup();
    weights.assign(other);
    other.assign(kept);
    shown = !shown;
  }

  /** Adds the weights after an update; the network counts its updates. */
  void update() {
    int updates = network.getConfiguration().getIterationCount();
    double kept = decay * (1 - Math.exp(-updates / ramp));
    INDArray weights = network.params();
    // So that what stays as it is to the bit does so in the average.
    other.subi(weights).muli(kept).addi(weights);
  }

  /** A copy of the weights that are trained, with which a training goes on. */
  public INDArray trained() {
    return (shown && other != null ? other : network.params()).dup();
  }

  /** Goes on with a network that was shown the average, and the weights that were trained. */
  public void goOn(INDArray trained) {
    show();
    other = trained.dup();
  }
}

package org.dl4jvision.train;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A gradient whose norm over all layers together is limited (Pascanu, Mikolov and Bengio, "On the
 * difficulty of training recurrent neural networks", 2013): a longer one is shortened, its
 * direction stays. Deeplearning4j's own {@code ClipL2PerLayer} turns it, since it takes each layer
 * by itself.
 */
public final class ClippedGradient implements LossGradient {

  /** What PyTorch adds to a norm before it divides by it. */
  private static final double EPSILON = 1e-6;

  private static final long AT_ONCE = 1 << 20;

  private final LossGradient gradient;
  private final double most;
  private final List<INDArray> derivatives;

  /**
   * @param network that the gradient is of
   * @param most the norm, above 0
   */
  public ClippedGradient(ComputationGraph network, LossGradient gradient, double most) {
    this.gradient = gradient;
    this.most = Check.positive("most", most);
    derivatives = new FlatGradient(network).derivatives();
  }

  @Override
  public double of(MultiDataSet batch) {
    double loss = gradient.of(batch);
    double factor = most / (norm() + EPSILON);
    if (factor < 1) {
      derivatives.forEach(part -> part.muli(factor));
    }
    return loss;
  }

  private double norm() {
    return Math.sqrt(derivatives.stream().mapToDouble(ClippedGradient::squares).sum());
  }

  /** ND4J's own sums may depend on how many threads are free, and resumed trainings with them. */
  private static double squares(INDArray values) {
    double sum = 0;
    for (long from = 0; from < values.length(); from += AT_ONCE) {
      long to = Math.min(values.length(), from + AT_ONCE);
      for (double value : values.get(NDArrayIndex.interval(from, to)).toDoubleVector()) {
        sum += value * value;
      }
    }
    return sum;
  }
}

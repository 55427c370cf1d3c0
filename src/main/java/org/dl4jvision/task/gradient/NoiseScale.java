package org.dl4jvision.task.gradient;

/**
 * The simple noise scale of gradients: how many examples a batch must have for its gradient to be
 * as much signal as noise, the sum of the variances of an example's gradient over the squared
 * length of the true one. Batches far below it learn noise, batches far above it waste work. Both
 * are estimated without bias from the gradients of some batches of one size and of all of them
 * together.
 *
 * @see <a href="https://arxiv.org/abs/1812.06162">McCandlish et al. (2018), appendix A.1</a>
 */
public final class NoiseScale {

  private ParameterGradient sum;
  private double squares;
  private int batches;
  private long size;

  /**
   * Adds the mean gradient of a batch; one of another size than the first is left out.
   *
   * @param examples in it
   */
  public void add(ParameterGradient gradient, long examples) {
    if (sum == null) {
      size = examples;
    }
    if (examples == size) {
      sum = sum == null ? gradient : sum.plus(gradient);
      squares += gradient.dot(gradient);
      batches++;
    }
  }

  /** The number of examples; NaN where the batches are too few or too noisy to tell. */
  public double value() {
    if (batches < 2) {
      return Double.NaN;
    }
    double small = squares / batches;
    double large = sum.dot(sum) / ((double) batches * batches);
    double signal = (batches * large - small) / (batches - 1);
    double noise = (small - large) * size * batches / (batches - 1);
    return signal > 0 ? noise / signal : Double.NaN;
  }
}

package org.dl4jvision.task.gradient;

import java.util.List;
import java.util.Map;

/**
 * Whether gradients vanish or explode on their way back: the root of the mean square of each
 * layer's gradient, beside the median of all layers. The bounds are ours, and wide: they tell what
 * is broken, not what is merely uneven.
 */
public final class LayerHealth {

  private static final double VANISHING = 1e-3;
  private static final double EXPLODING = 1e3;

  private final Map<String, Double> sizes;
  private final double median;

  /** The layers of a gradient. */
  public LayerHealth(ParameterGradient gradient) {
    this(gradient.rootMeanSquares());
  }

  /**
   * @param sizes the root of the mean square of each layer's gradient
   */
  LayerHealth(Map<String, Double> sizes) {
    this.sizes = sizes;
    double[] sorted = sizes.values().stream().mapToDouble(size -> size).sorted().toArray();
    median = sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /** The layers, in the order of the way back, with the root of the mean square. */
  public Map<String, Double> sizes() {
    return sizes;
  }

  /** Layers whose gradient is below a thousandth of the median layer's. */
  public List<String> vanishing() {
    return sizes.keySet().stream().filter(name -> sizes.get(name) < VANISHING * median).toList();
  }

  /** Layers whose gradient is above a thousand times the median layer's, or no finite number. */
  public List<String> exploding() {
    return sizes.keySet().stream()
        .filter(name -> !(sizes.get(name) <= EXPLODING * median))
        .toList();
  }
}

package org.dl4jvision.layer.feature;

import org.dl4jvision.check.Check;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Enlarges maps by a whole number, with straight lines between the centers of pixels: PyTorch's
 * {@code interpolate(mode="bilinear", align_corners=False)}. {@link BilinearResizeVertex} goes to
 * the size of another map.
 */
public final class BilinearResizeLayer extends ResamplingLayer {

  private final int factor;

  /**
   * @param factor how many times the height and width of the input those of the output are
   */
  public BilinearResizeLayer(@JsonProperty("factor") int factor) {
    this.factor = Check.atLeast("factor", factor, 1);
  }

  /** How many times as high and wide the output is. */
  public int getFactor() {
    return factor;
  }

  @Override
  public Resampling vertically(int height) {
    return Resampling.bilinear(height, height * factor);
  }

  @Override
  public Resampling horizontally(int width) {
    return Resampling.bilinear(width, width * factor);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BilinearResizeLayer layer
        && super.equals(other)
        && factor == layer.factor;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + factor;
  }

  @Override
  public String toString() {
    return "BilinearResizeLayer(factor=" + factor + ")";
  }
}

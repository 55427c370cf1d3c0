package org.dl4jvision.layer.feature;

import java.util.Objects;
import org.dl4jvision.check.Check;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Averages maps of any size to one of a fixed size, smaller or larger: PyTorch's {@code
 * AdaptiveAvgPool2d}. Parts overlap where a size is no multiple of the other.
 */
public final class AdaptiveAveragePoolingLayer extends ResamplingLayer {

  private final int height;
  private final int width;

  /**
   * @param height of the output
   * @param width of the output
   */
  public AdaptiveAveragePoolingLayer(
      @JsonProperty("height") int height, @JsonProperty("width") int width) {
    this.height = Check.atLeast("height", height, 1);
    this.width = Check.atLeast("width", width, 1);
  }

  /** The height of the output. */
  public int getHeight() {
    return height;
  }

  /** The width of the output. */
  public int getWidth() {
    return width;
  }

  @Override
  public Resampling vertically(int inputHeight) {
    return Resampling.averages(inputHeight, height);
  }

  @Override
  public Resampling horizontally(int inputWidth) {
    return Resampling.averages(inputWidth, width);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdaptiveAveragePoolingLayer layer
        && super.equals(other)
        && height == layer.height
        && width == layer.width;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), height, width);
  }

  @Override
  public String toString() {
    return "AdaptiveAveragePoolingLayer(height=" + height + ", width=" + width + ")";
  }
}

package org.dl4jvision.layer.feature;

import java.util.Objects;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adds zeros below and to the right of maps, as many as pooling without padding needs to reach the
 * last rows and columns: before maximum pooling of maps without negative numbers, as after ReLU,
 * the two together are PyTorch's {@code MaxPool2d(ceil_mode=True)}.
 */
public final class CeilPaddingLayer extends MapLayer {

  private final int kernel;
  private final int stride;

  /**
   * @param kernel height and width of the kernel that follows
   * @param stride its stride in both directions
   */
  public CeilPaddingLayer(@JsonProperty("kernel") int kernel, @JsonProperty("stride") int stride) {
    this.kernel = Check.atLeast("kernel", kernel, 1);
    this.stride = Check.atLeast("stride", stride, 1);
  }

  /** Height and width of the kernel that follows. */
  public int getKernel() {
    return kernel;
  }

  /** The stride of the kernel that follows. */
  public int getStride() {
    return stride;
  }

  /** The size with its border; a last position of the kernel must begin within the map. */
  public int padded(int size) {
    int steps = Math.max(0, (size - kernel + stride - 1) / stride);
    int last = steps * stride < size ? steps : steps - 1;
    return Math.max(size, last * stride + kernel);
  }

  @Override
  int outputHeight(int height) {
    return padded(height);
  }

  @Override
  int outputWidth(int width) {
    return padded(width);
  }

  @Override
  BiFunction<NeuralNetConfiguration, DataType, MapLayerImpl> implementation() {
    return CeilPaddingLayerImpl::new;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CeilPaddingLayer layer
        && super.equals(other)
        && kernel == layer.kernel
        && stride == layer.stride;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), kernel, stride);
  }

  @Override
  public String toString() {
    return "CeilPaddingLayer(kernel=" + kernel + ", stride=" + stride + ")";
  }
}

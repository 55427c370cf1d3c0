package org.dl4jvision.acceleration.kind;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dl4jvision.acceleration.onednn.Geometry;
import org.dl4jvision.acceleration.onednn.OneDnnPooling;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pooling in oneDNN, which keeps where the maxima of the latest input were. */
final class KernelPooling implements MapOperation {

  private final Geometry geometry;
  private final boolean strict;
  private final OneDnnPooling pooling;

  /**
   * @param rule what becomes of the numbers under the kernel
   * @param geometry where that goes
   * @param strict whether it must cover maps exactly
   */
  KernelPooling(OneDnnPooling.Rule rule, Geometry geometry, boolean strict) {
    this.geometry = geometry;
    this.strict = strict;
    pooling = new OneDnnPooling(rule, geometry);
  }

  /** DL4J says what is wrong with others, and knows what lies outside of the map. */
  @Override
  public boolean takes(long[] shape) {
    return shape.length == geometry.dimensions() + 2
        && IntStream.range(0, geometry.dimensions()).allMatch(i -> takes(i, shape[i + 1]));
  }

  private boolean takes(int dimension, long size) {
    return geometry.staysOnMap(dimension, size) && (!strict || geometry.isExact(dimension, size));
  }

  @Override
  public long[] outputShape(long[] shape) {
    return geometry.outputShape(shape, shape[shape.length - 1]);
  }

  @Override
  public void forward(INDArray input, INDArray output) {
    pooling.forward(input, output);
  }

  @Override
  public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
    pooling.backward(epsilon, gradient);
  }
}

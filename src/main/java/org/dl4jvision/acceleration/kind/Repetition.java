package org.dl4jvision.acceleration.kind;

import java.util.function.Supplier;
import org.dl4jvision.acceleration.loop.Upsampling;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Enlargement by whole numbers, pixels repeated.
 *
 * @param times how often, for each dimension but the first and the last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Repetition(int... times) implements MapOperation {

  @Override
  public boolean takes(long[] shape) {
    return shape.length == times.length + 2;
  }

  @Override
  public long[] outputShape(long[] shape) {
    long[] larger = shape.clone();
    for (int i = 0; i < times.length; i++) {
      larger[i + 1] *= times[i];
    }
    return larger;
  }

  @Override
  public void forward(INDArray input, INDArray output) {
    Upsampling.forward(input, times, output);
  }

  @Override
  public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
    Upsampling.gradient(epsilon, times, gradient);
  }
}

package org.dl4jvision.acceleration.kind;

import java.util.function.Supplier;
import org.dl4jvision.acceleration.loop.Resampled;
import org.dl4jvision.layer.feature.ResamplingLayer;
import org.dl4jvision.layer.feature.ResamplingLayerImpl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Enlargement along straight lines, and averages to a fixed size. */
final class ResamplingKind extends AcceleratedKind<ResamplingLayerImpl> {

  ResamplingKind() {
    super(
        "resampling",
        "bilinear enlargement by whole numbers, and averages of parts of a map",
        ResamplingLayerImpl.class);
  }

  @Override
  public Fit fit(ResamplingLayerImpl original, Setting setting) {
    return Fit.channelsLastIf(
        original.resampling().getIDropout() == null,
        "only resampling without dropout has a form with channels last");
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(ResamplingLayerImpl original, Wiring wiring) {
    return new ChannelsLastLayer(original, new Operation(original.resampling()), wiring);
  }

  private record Operation(ResamplingLayer layer) implements MapOperation {

    @Override
    public long[] outputShape(long[] shape) {
      return new long[] {
        shape[0],
        layer.vertically((int) shape[1]).outputs(),
        layer.horizontally((int) shape[2]).outputs(),
        shape[3]
      };
    }

    @Override
    public void forward(INDArray input, INDArray output) {
      Resampled.write(
          layer.vertically((int) input.size(1)),
          layer.horizontally((int) input.size(2)),
          input,
          output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      Resampled.write(
          layer.vertically((int) gradient.size(1)).transposed(),
          layer.horizontally((int) gradient.size(2)).transposed(),
          epsilon,
          gradient);
    }
  }
}

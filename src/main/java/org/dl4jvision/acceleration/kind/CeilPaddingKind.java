package org.dl4jvision.acceleration.kind;

import java.util.function.Supplier;
import org.dl4jvision.acceleration.loop.Borders;
import org.dl4jvision.layer.feature.CeilPaddingLayer;
import org.dl4jvision.layer.feature.CeilPaddingLayerImpl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Zeros below and to the right, as many as pooling needs. */
final class CeilPaddingKind extends AcceleratedKind<CeilPaddingLayerImpl> {

  CeilPaddingKind() {
    super(
        "ceil-padding",
        "zeros below and right of maps, up to the last position of a kernel",
        CeilPaddingLayerImpl.class);
  }

  @Override
  public Fit fit(CeilPaddingLayerImpl original, Setting setting) {
    return Fit.channelsLastIf(
        original.padding().getIDropout() == null,
        "only padding without dropout has a form with channels last");
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(CeilPaddingLayerImpl original, Wiring wiring) {
    return new ChannelsLastLayer(original, new Padding(original.padding()), wiring);
  }

  private record Padding(CeilPaddingLayer layer) implements MapOperation {

    @Override
    public long[] outputShape(long[] shape) {
      return new long[] {
        shape[0], layer.padded((int) shape[1]), layer.padded((int) shape[2]), shape[3]
      };
    }

    @Override
    public void forward(INDArray input, INDArray output) {
      Borders.add(input, 0, 0, output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      Borders.remove(epsilon, 0, 0, gradient);
    }
  }
}

package org.dl4jvision.acceleration.kind;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.layers.convolution.ZeroPaddingLayer;
import org.dl4jvision.acceleration.loop.Borders;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A border of zeros. */
final class ZeroPaddingKind extends AcceleratedKind<ZeroPaddingLayer> {

  ZeroPaddingKind() {
    super("zero-padding", "border of zeros around maps", ZeroPaddingLayer.class);
  }

  @Override
  public Fit fit(ZeroPaddingLayer original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer conf = conf(original);
    return Fit.channelsLastIf(
        conf.getDataFormat() == CNN2DFormat.NCHW && conf.getIDropout() == null,
        "only padding of NCHW maps, without dropout, has a form with channels last");
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(ZeroPaddingLayer original, Wiring wiring) {
    int[] border = conf(original).getPadding();
    return new ChannelsLastLayer(
        original, new Padding(border[0], border[1], border[2], border[3]), wiring);
  }

  private static org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer conf(ZeroPaddingLayer layer) {
    return (org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer) layer.conf().getLayer();
  }

  private record Padding(int above, int below, int left, int right) implements MapOperation {

    @Override
    public boolean takes(long[] shape) {
      return shape.length == 4;
    }

    @Override
    public long[] outputShape(long[] shape) {
      return new long[] {shape[0], shape[1] + above + below, shape[2] + left + right, shape[3]};
    }

    @Override
    public void forward(INDArray input, INDArray output) {
      Borders.add(input, above, left, output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      Borders.remove(epsilon, above, left, gradient);
    }
  }
}

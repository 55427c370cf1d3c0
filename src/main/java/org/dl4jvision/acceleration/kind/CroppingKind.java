package org.dl4jvision.acceleration.kind;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.layers.convolution.Cropping2DLayer;
import org.dl4jvision.acceleration.loop.Borders;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Removal of a border. */
final class CroppingKind extends AcceleratedKind<Cropping2DLayer> {

  CroppingKind() {
    super("cropping", "maps without their border", Cropping2DLayer.class);
  }

  @Override
  public Fit fit(Cropping2DLayer original, Setting setting) {
    Cropping2D conf = conf(original);
    return Fit.channelsLastIf(
        conf.getDataFormat() == CNN2DFormat.NCHW && conf.getIDropout() == null,
        "only cropping of NCHW maps, without dropout, has a form with channels last");
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(Cropping2DLayer original, Wiring wiring) {
    int[] border = conf(original).getCropping();
    return new ChannelsLastLayer(
        original, new Cropping(border[0], border[1], border[2], border[3]), wiring);
  }

  private static Cropping2D conf(Cropping2DLayer layer) {
    return (Cropping2D) layer.conf().getLayer();
  }

  private record Cropping(int above, int below, int left, int right) implements MapOperation {

    /** DL4J says that nothing would be left of others. */
    @Override
    public boolean takes(long[] shape) {
      return shape.length == 4 && shape[1] > above + below && shape[2] > left + right;
    }

    @Override
    public long[] outputShape(long[] shape) {
      return new long[] {shape[0], shape[1] - above - below, shape[2] - left - right, shape[3]};
    }

    @Override
    public void forward(INDArray input, INDArray output) {
      Borders.remove(input, above, left, output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      Borders.add(epsilon, above, left, gradient);
    }
  }
}

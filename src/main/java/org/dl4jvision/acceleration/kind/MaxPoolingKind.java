package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.dl4jvision.acceleration.loop.MaxPooling;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maximum pooling of 2x2 blocks. */
final class MaxPoolingKind extends AcceleratedKind<SubsamplingLayer> {

  private static final int[] TWO = {2, 2};

  MaxPoolingKind() {
    super("max-pooling", "maximum of 2x2 blocks that do not overlap", SubsamplingLayer.class);
  }

  @Override
  public Fit fit(SubsamplingLayer original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf =
        (org.deeplearning4j.nn.conf.layers.SubsamplingLayer) original.conf().getLayer();
    boolean plain =
        conf.getPoolingType() == PoolingType.MAX
            && conf.getCnn2dDataFormat() == CNN2DFormat.NCHW
            && Arrays.equals(conf.getKernelSize(), TWO)
            && Arrays.equals(conf.getStride(), TWO)
            && Arrays.stream(conf.getDilation()).allMatch(d -> d == 1)
            && (conf.getConvolutionMode() == ConvolutionMode.Same
                || Arrays.stream(conf.getPadding()).allMatch(p -> p == 0));
    return Fit.channelsLastIf(
        plain && conf.getIDropout() == null,
        "only maximum pooling of 2x2 blocks, without dropout, has a form with channels last");
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(SubsamplingLayer original, Wiring wiring) {
    return new ChannelsLastLayer(original, new BlockMaximum(), wiring);
  }

  private static final class BlockMaximum implements MapOperation {

    /** A last row or column without a partner is left to DL4J. */
    @Override
    public boolean takes(long height, long width) {
      return height % 2 == 0 && width % 2 == 0;
    }

    @Override
    public long[] outputShape(long[] shape) {
      return new long[] {shape[0], shape[1] / 2, shape[2] / 2, shape[3]};
    }

    @Override
    public void forward(INDArray input, INDArray output) {
      MaxPooling.forward(input, output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      MaxPooling.gradient(input.get(), epsilon, gradient);
    }
  }
}

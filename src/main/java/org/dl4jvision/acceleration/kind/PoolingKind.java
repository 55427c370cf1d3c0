package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.dl4jvision.acceleration.loop.MaxPooling;
import org.dl4jvision.acceleration.onednn.Geometry;
import org.dl4jvision.acceleration.onednn.OneDnnPooling;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pooling of the numbers under a kernel. Dilation is heeded, as DL4J does in DOUBLE: the FLOAT
 * operations of ND4J's natives with oneDNN pool as if there were none.
 */
final class PoolingKind extends AcceleratedKind<SubsamplingLayer> {

  private static final int[] TWO = {2, 2};

  PoolingKind() {
    super("pooling", "maximum or average of the numbers under a kernel", SubsamplingLayer.class);
  }

  @Override
  public Fit fit(SubsamplingLayer original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf = conf(original);
    if (conf.getCnn2dDataFormat() != CNN2DFormat.NCHW || conf.getIDropout() != null) {
      return Fit.refused(
          "only pooling of NCHW maps, without dropout, has a form with channels last");
    }
    if (setting.direct()) {
      return Fit.channelsLastIf(
          conf.getPoolingType() == PoolingType.MAX || conf.getPoolingType() == PoolingType.AVG,
          "oneDNN pools to maxima and averages only");
    }
    return Fit.channelsLastIf(
        isMaximumOfBlocks(conf),
        "without oneDNN, only maximum pooling of 2x2 blocks has a form with channels last");
  }

  private static boolean isMaximumOfBlocks(
      org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf) {
    return conf.getPoolingType() == PoolingType.MAX
        && Arrays.equals(conf.getKernelSize(), TWO)
        && Arrays.equals(conf.getStride(), TWO)
        && Arrays.stream(conf.getDilation()).allMatch(d -> d == 1)
        && (conf.getConvolutionMode() == ConvolutionMode.Same
            || Arrays.stream(conf.getPadding()).allMatch(p -> p == 0));
  }

  @Override
  public boolean hasMapsAlways() {
    return true;
  }

  @Override
  public Object accelerate(SubsamplingLayer original, Wiring wiring) {
    return new ChannelsLastLayer(
        original, wiring.direct() ? kernel(conf(original)) : new BlockMaximum(), wiring);
  }

  private static org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf(SubsamplingLayer layer) {
    return (org.deeplearning4j.nn.conf.layers.SubsamplingLayer) layer.conf().getLayer();
  }

  private static KernelPooling kernel(org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf) {
    OneDnnPooling.Rule average =
        conf.isAvgPoolIncludePadInDivisor()
            ? OneDnnPooling.Rule.AVERAGE_WITH_PADDING
            : OneDnnPooling.Rule.AVERAGE;
    return new KernelPooling(
        conf.getPoolingType() == PoolingType.MAX ? OneDnnPooling.Rule.MAXIMUM : average,
        Geometry.of(conf),
        conf.getConvolutionMode() == ConvolutionMode.Strict);
  }

  /** In Java, where oneDNN cannot be called directly. */
  private static final class BlockMaximum implements MapOperation {

    /** A last row or column without a partner is left to DL4J. */
    @Override
    public boolean takes(long[] shape) {
      return shape.length == 4 && shape[1] % 2 == 0 && shape[2] % 2 == 0;
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

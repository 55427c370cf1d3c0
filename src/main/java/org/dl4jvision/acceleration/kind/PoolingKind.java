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
        original, wiring.direct() ? new Kernel(conf(original)) : new BlockMaximum(), wiring);
  }

  private static org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf(SubsamplingLayer layer) {
    return (org.deeplearning4j.nn.conf.layers.SubsamplingLayer) layer.conf().getLayer();
  }

  /** In oneDNN, which keeps where the maxima of the latest input were. */
  private static final class Kernel implements MapOperation {

    private final Geometry geometry;
    private final boolean strict;
    private final OneDnnPooling pooling;

    Kernel(org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf) {
      geometry = Geometry.of(conf);
      strict = conf.getConvolutionMode() == ConvolutionMode.Strict;
      pooling = new OneDnnPooling(rule(conf), geometry);
    }

    private static OneDnnPooling.Rule rule(
        org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf) {
      if (conf.getPoolingType() == PoolingType.MAX) {
        return OneDnnPooling.Rule.MAXIMUM;
      }
      return conf.isAvgPoolIncludePadInDivisor()
          ? OneDnnPooling.Rule.AVERAGE_WITH_PADDING
          : OneDnnPooling.Rule.AVERAGE;
    }

    /** DL4J says what is wrong with others, and knows what lies outside of the map. */
    @Override
    public boolean takes(long height, long width) {
      return takes(0, height) && takes(1, width);
    }

    private boolean takes(int dimension, long size) {
      return geometry.staysOnMap(dimension, size) && (!strict || geometry.isExact(dimension, size));
    }

    @Override
    public long[] outputShape(long[] shape) {
      return new long[] {
        shape[0], geometry.outputSize(0, shape[1]), geometry.outputSize(1, shape[2]), shape[3]
      };
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

  /** In Java, where oneDNN cannot be called directly. */
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

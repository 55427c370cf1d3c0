package org.dl4jvision.acceleration;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's 2x2 maximum pooling for feature maps that have their channels last in memory. */
final class ChannelsLastPooling extends SubsamplingLayer {

  private static final int[] TWO = {2, 2};

  private final boolean inputLast;
  private final boolean outputLast;

  /**
   * @param original the layer to stand in for, which {@link #fits}
   * @param inputLast whether its input has the channels last, and takes such a gradient
   * @param outputLast whether its output shall, and its gradient does
   */
  ChannelsLastPooling(SubsamplingLayer original, boolean inputLast, boolean outputLast) {
    super(original.conf(), DataType.FLOAT);
    this.inputLast = inputLast;
    this.outputLast = outputLast;
    setIndex(original.getIndex());
    setListeners(original.getListeners());
    setIterationCount(original.getIterationCount());
    setEpochCount(original.getEpochCount());
  }

  /** Whether it is the maximum of 2x2 blocks that do not overlap. */
  static boolean fits(SubsamplingLayer layer) {
    org.deeplearning4j.nn.conf.layers.SubsamplingLayer conf =
        (org.deeplearning4j.nn.conf.layers.SubsamplingLayer) layer.conf().getLayer();
    return conf.getPoolingType() == PoolingType.MAX
        && conf.getCnn2dDataFormat() == CNN2DFormat.NCHW
        && Arrays.equals(conf.getKernelSize(), TWO)
        && Arrays.equals(conf.getStride(), TWO)
        && Arrays.stream(conf.getDilation()).allMatch(d -> d == 1)
        && (conf.getConvolutionMode() == ConvolutionMode.Same
            || Arrays.stream(conf.getPadding()).allMatch(p -> p == 0));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    if (!isEven()) {
      INDArray x = input;
      input = workspaceMgr.dup(ArrayType.FF_WORKING_MEM, x, 'c');
      INDArray out = super.activate(training, workspaceMgr);
      input = x;
      return outputLast
          ? ChannelsLast.seenChannelsFirst(
              ChannelsLast.of(out, ArrayType.ACTIVATIONS, workspaceMgr))
          : out;
    }
    INDArray x =
        ChannelsLast.of(input.castTo(DataType.FLOAT), ArrayType.FF_WORKING_MEM, workspaceMgr);
    long[] shape = x.shape();
    INDArray out =
        workspaceMgr.createUninitialized(
            outputLast ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM,
            DataType.FLOAT,
            new long[] {shape[0], shape[1] / 2, shape[2] / 2, shape[3]},
            'c');
    ChannelsLast.maxPool(x, out);
    return outputLast
        ? ChannelsLast.seenChannelsFirst(out)
        : ChannelsLast.toChannelsFirst(out, ArrayType.ACTIVATIONS, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (!isEven()) {
      return backpropOdd(epsilon, workspaceMgr);
    }
    INDArray eps =
        outputLast
            ? epsilon
            : ChannelsLast.of(
                epsilon.castTo(DataType.FLOAT), ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray x =
        ChannelsLast.of(input.castTo(DataType.FLOAT), ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dx =
        workspaceMgr.createUninitialized(
            inputLast ? ArrayType.ACTIVATION_GRAD : ArrayType.BP_WORKING_MEM,
            DataType.FLOAT,
            x.shape(),
            'c');
    ChannelsLast.maxPoolGradient(x, eps, dx);
    return new Pair<>(
        new DefaultGradient(),
        inputLast ? dx : ChannelsLast.toChannelsFirst(dx, ArrayType.ACTIVATION_GRAD, workspaceMgr));
  }

  /** A last row or column without a partner: as DL4J does it. */
  private Pair<Gradient, INDArray> backpropOdd(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray x = input;
    input = workspaceMgr.dup(ArrayType.BP_WORKING_MEM, x, 'c');
    INDArray eps =
        outputLast
            ? ChannelsLast.toChannelsFirst(epsilon, ArrayType.BP_WORKING_MEM, workspaceMgr)
            : epsilon;
    Pair<Gradient, INDArray> result = super.backpropGradient(eps, workspaceMgr);
    input = x;
    return inputLast
        ? new Pair<>(
            result.getFirst(),
            ChannelsLast.of(result.getSecond(), ArrayType.ACTIVATION_GRAD, workspaceMgr))
        : result;
  }

  private boolean isEven() {
    return input.rank() == 4 && input.size(2) % 2 == 0 && input.size(3) % 2 == 0;
  }
}

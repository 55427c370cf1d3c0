package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.convolution.Convolution;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What {@link GroupedConvolutionLayer} configures. The pixels under the kernel become columns,
 * [nIn, kernel height, kernel width, N * output height * output width], of which every group
 * multiplies its own.
 */
public final class GroupedConvolutionLayerImpl extends ConvolutionLayer {

  private static final String WEIGHTS = ConvolutionParamInitializer.WEIGHT_KEY;
  private static final String BIAS = ConvolutionParamInitializer.BIAS_KEY;

  /** From the order of [C, N, H, W], in which groups are computed, to [N, C, H, W] and back. */
  private static final int[] EXAMPLES_AND_CHANNELS = {1, 0, 2, 3};

  private final int groups;

  GroupedConvolutionLayerImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    helper = null; // DL4J's know no groups
    groups = ((GroupedConvolutionLayer) conf.getLayer()).getGroups();
  }

  private boolean isChannelsLast() {
    return layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC;
  }

  /** A map of the layer's format as [N, C, H, W]. */
  private INDArray channelsFirst(INDArray map) {
    return isChannelsLast() ? map.permute(0, 3, 1, 2) : map;
  }

  /** A new map of the layer's format, seen as [N, C, H, W]. */
  private INDArray newMap(
      ArrayType type, long n, long c, long h, long w, LayerWorkspaceMgr workspaceMgr) {
    long[] shape = isChannelsLast() ? new long[] {n, h, w, c} : new long[] {n, c, h, w};
    return channelsFirst(workspaceMgr.createUninitialized(type, dataType, shape, 'c'));
  }

  /** What {@link #newMap} made, in the layer's format. */
  private INDArray inFormat(INDArray map) {
    return isChannelsLast() ? map.permute(0, 2, 3, 1) : map;
  }

  private int[] outputSize(INDArray x) {
    return ConvolutionUtils.getOutputSize(
        x,
        layerConf().getKernelSize(),
        layerConf().getStride(),
        convolutionMode == ConvolutionMode.Same ? null : layerConf().getPadding(),
        convolutionMode,
        layerConf().getDilation(),
        CNN2DFormat.NCHW);
  }

  private int[] padding(INDArray x, int[] outputSize) {
    return convolutionMode == ConvolutionMode.Same
        ? ConvolutionUtils.getSameModeTopLeftPadding(
            outputSize,
            new int[] {(int) x.size(2), (int) x.size(3)},
            layerConf().getKernelSize(),
            layerConf().getStride(),
            layerConf().getDilation())
        : layerConf().getPadding();
  }

  /** The pixels under the kernel, [nIn, kernel height, kernel width, N, height, width]. */
  private INDArray columns(INDArray x, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    int[] size = outputSize(x);
    int[] padding = padding(x, size);
    int[] kernel = layerConf().getKernelSize();
    int[] stride = layerConf().getStride();
    int[] dilation = layerConf().getDilation();
    INDArray columns =
        workspaceMgr.createUninitialized(
            type,
            dataType,
            new long[] {x.size(1), kernel[0], kernel[1], x.size(0), size[0], size[1]},
            'c');
    Convolution.im2col(
        x,
        kernel[0],
        kernel[1],
        stride[0],
        stride[1],
        padding[0],
        padding[1],
        dilation[0],
        dilation[1],
        convolutionMode == ConvolutionMode.Same,
        byExample(columns));
    return columns;
  }

  /** Columns in ND4J's order, [N, nIn, kernel height, kernel width, height, width]. */
  private static INDArray byExample(INDArray columns) {
    return columns.permute(3, 0, 1, 2, 4, 5);
  }

  /** The part of a dense array that belongs to a group, as a matrix that shares its memory. */
  private INDArray ofGroup(int group, long rows, INDArray array) {
    long length = array.length() / groups;
    return array
        .reshape('c', true, array.length())
        .get(NDArrayIndex.interval(group * length, (group + 1) * length))
        .reshape('c', true, rows, length / rows);
  }

  private long inputsOfAGroup() {
    int[] kernel = layerConf().getKernelSize();
    return layerConf().getNIn() / groups * kernel[0] * kernel[1];
  }

  private long outputsOfAGroup() {
    return layerConf().getNOut() / groups;
  }

  @Override
  protected Pair<INDArray, INDArray> preOutput(
      boolean training, boolean forBackprop, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    validateInputRank();
    validateInputDepth(layerConf().getNIn());
    INDArray x = channelsFirst(input.castTo(dataType));
    INDArray columns = columns(x, ArrayType.FF_WORKING_MEM, workspaceMgr);
    long n = x.size(0);
    long height = columns.size(4);
    long width = columns.size(5);
    long out = layerConf().getNOut();
    INDArray z =
        workspaceMgr.createUninitialized(
            ArrayType.FF_WORKING_MEM, dataType, new long[] {out, n, height, width}, 'c');
    INDArray weights = getParamWithNoise(WEIGHTS, training, workspaceMgr);
    for (int g = 0; g < groups; g++) {
      ofGroup(g, outputsOfAGroup(), z)
          .assign(
              ofGroup(g, outputsOfAGroup(), weights).mmul(ofGroup(g, inputsOfAGroup(), columns)));
    }
    INDArray output = newMap(ArrayType.ACTIVATIONS, n, out, height, width, workspaceMgr);
    output.assign(z.permute(EXAMPLES_AND_CHANNELS));
    if (hasBias()) {
      output.addi(
          getParamWithNoise(BIAS, training, workspaceMgr)
              .reshape('c', 1, out, 1, 1)
              .broadcast(output.shape()));
    }
    return new Pair<>(inFormat(output), null);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray x = channelsFirst(input.castTo(dataType));
    INDArray dz =
        channelsFirst(derivative(epsilon.castTo(dataType), workspaceMgr))
            .permute(EXAMPLES_AND_CHANNELS)
            .dup('c');
    INDArray columns = columns(x, ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray weightGradient = gradientViews.get(WEIGHTS);
    INDArray weights = getParamWithNoise(WEIGHTS, true, workspaceMgr);
    for (int g = 0; g < groups; g++) {
      INDArray ofColumns = ofGroup(g, inputsOfAGroup(), columns);
      INDArray ofOutput = ofGroup(g, outputsOfAGroup(), dz);
      ofGroup(g, outputsOfAGroup(), weightGradient).assign(ofOutput.mmul(ofColumns.transpose()));
      // The gradient of the columns takes their place.
      ofColumns.assign(ofGroup(g, outputsOfAGroup(), weights).transpose().mmul(ofOutput));
    }
    Gradient gradient = new DefaultGradient();
    if (hasBias()) {
      INDArray biasGradient = gradientViews.get(BIAS);
      biasGradient.assign(dz.sum(1, 2, 3).reshape(biasGradient.shape()));
      gradient.setGradientFor(BIAS, biasGradient);
    }
    gradient.setGradientFor(WEIGHTS, weightGradient, 'c');
    weightNoiseParams.clear();
    return new Pair<>(gradient, backpropDropOutIfPresent(ofInput(columns, x, workspaceMgr)));
  }

  /** The gradient by the pre-activation. */
  private INDArray derivative(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    return layerConf().getActivationFn() instanceof ActivationIdentity
        ? epsilon
        : layerConf()
            .getActivationFn()
            .backprop(preOutput(true, true, workspaceMgr).getFirst(), epsilon)
            .getFirst();
  }

  /** Sums the gradient of the columns to that of the input. */
  private INDArray ofInput(INDArray columns, INDArray x, LayerWorkspaceMgr workspaceMgr) {
    int[] stride = layerConf().getStride();
    int[] padding = padding(x, outputSize(x));
    int[] dilation = layerConf().getDilation();
    INDArray gradient =
        newMap(ArrayType.ACTIVATION_GRAD, x.size(0), x.size(1), x.size(2), x.size(3), workspaceMgr);
    Convolution.col2im(
        byExample(columns),
        gradient,
        stride[0],
        stride[1],
        padding[0],
        padding[1],
        (int) x.size(2),
        (int) x.size(3),
        dilation[0],
        dilation[1]);
    return inFormat(gradient);
  }
}

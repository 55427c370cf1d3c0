package org.dl4jvision.acceleration;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's convolution layer, with the convolution in oneDNN.
 *
 * <p>It takes the place of a {@link ConvolutionLayer} in a network and shares its configuration,
 * parameters and gradient views. A DL4J helper could run the same operations, but would leave the
 * convolution computed twice a step and the derivative of ReLU to a slow operation.
 */
class OneDnnConvolutionLayer extends ConvolutionLayer {

  private static final IActivation PLAIN_RELU = new ActivationReLU();

  private final boolean outputKept;
  private final boolean inputLast;
  private final boolean outputLast;
  private final boolean inputGradientNeeded;
  private final Convolution convolution;

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   * @param direct whether oneDNN may be called directly
   */
  OneDnnConvolutionLayer(ConvolutionLayer original, Wiring wiring, boolean direct) {
    super(original.conf(), DataType.FLOAT);
    outputKept = wiring.outputKept();
    inputLast = wiring.inputLast();
    outputLast = wiring.outputLast();
    inputGradientNeeded = wiring.inputGradientNeeded();
    convolution =
        Convolution.of(
            Geometry.of(layerConf(), convolutionMode, turnsAround()), isPlainRelu(), direct);
    helper = null;
    setIndex(original.getIndex());
    setParamsViewArray(original.params());
    setParamTable(original.paramTable());
    if (original.getGradientsViewArray() != null) {
      setBackpropGradientsViewArray(original.getGradientsViewArray());
    }
    setListeners(original.getListeners());
    setIterationCount(original.getIterationCount());
    setEpochCount(original.getEpochCount());
  }

  /**
   * How a layer is connected.
   *
   * @param outputKept whether all that follows leaves its activations as they are
   * @param inputLast whether its [N, C, H, W] input has the channels last in memory; the gradient
   *     by it is then [N, H, W, C]
   * @param outputLast the same of its output
   * @param inputGradientNeeded whether anyone takes the gradient by the input, which is else null
   */
  record Wiring(
      boolean outputKept, boolean inputLast, boolean outputLast, boolean inputGradientNeeded) {}

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray z = convolve(training, workspaceMgr);
    IActivation activation = layerConf().getActivationFn();
    preOutput = training ? toKeep(z, activation, workspaceMgr) : null;
    INDArray out = isPlainRelu() ? z : activation.getActivation(z, training);
    if (!turnsAround()) {
      return out;
    }
    return outputLast
        ? ChannelsLast.seenChannelsFirst(out)
        : ChannelsLast.toChannelsFirst(out, ArrayType.ACTIVATIONS, workspaceMgr);
  }

  /** Whether it computes with the channels last although DL4J sees them first. */
  private boolean turnsAround() {
    return layerConf().getCnn2dDataFormat() == CNN2DFormat.NCHW
        && Part.isElementwise(layerConf().getActivationFn());
  }

  /** Whether it computes with the channels last. */
  private boolean isChannelsLast() {
    return turnsAround() || layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC;
  }

  /** The input as it computes with it. */
  private INDArray input(ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    INDArray x = input.castTo(dataType);
    return turnsAround() ? ChannelsLast.of(x, type, workspaceMgr) : dense(x, type, workspaceMgr);
  }

  /** Activations overwrite their argument; of ReLU the result serves the derivative as well. */
  private INDArray toKeep(INDArray z, IActivation activation, LayerWorkspaceMgr workspaceMgr) {
    return activation instanceof ActivationIdentity || (outputKept && isPlainRelu())
        ? z
        : workspaceMgr.dup(ArrayType.ACTIVATIONS, z, 'c');
  }

  /** Whether the convolution applies the activation. */
  final boolean isPlainRelu() {
    return PLAIN_RELU.equals(layerConf().getActivationFn());
  }

  private INDArray convolve(boolean training, LayerWorkspaceMgr workspaceMgr) {
    validateInputRank();
    INDArray weights =
        getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, training, workspaceMgr);
    INDArray bias = bias(training, workspaceMgr);
    validateInputDepth(weights.size(1));
    return forward(weights, bias, workspaceMgr);
  }

  private INDArray bias(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return hasBias()
        ? getParamWithNoise(ConvolutionParamInitializer.BIAS_KEY, training, workspaceMgr)
        : null;
  }

  /** The pre-activation; of ReLU, the activation. */
  INDArray forward(INDArray weights, INDArray bias, LayerWorkspaceMgr workspaceMgr) {
    INDArray x = input(ArrayType.FF_WORKING_MEM, workspaceMgr);
    int[] size =
        ConvolutionUtils.getOutputSize(
            x,
            layerConf().getKernelSize(),
            layerConf().getStride(),
            isSame() ? null : layerConf().getPadding(),
            convolutionMode,
            layerConf().getDilation(),
            isChannelsLast() ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
    long examples = x.size(0);
    long channels = weights.size(0);
    INDArray z =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            isChannelsLast()
                ? new long[] {examples, size[0], size[1], channels}
                : new long[] {examples, channels, size[0], size[1]});
    convolution.forward(x, weights, bias, z);
    return z;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray weights =
        getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, true, workspaceMgr);
    INDArray bias = bias(true, workspaceMgr);
    INDArray weightGradient = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
    INDArray biasGradient = gradientViews.get(ConvolutionParamInitializer.BIAS_KEY);

    INDArray dz = derivative(epsilon.castTo(dataType), workspaceMgr);
    INDArray dx = backward(weights, bias, dz, weightGradient, biasGradient, workspaceMgr);
    Gradient gradient = new DefaultGradient();
    if (hasBias()) {
      gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradient);
    }
    gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
    weightNoiseParams.clear();
    return new Pair<>(gradient, dx == null ? null : backpropDropOutIfPresent(dx));
  }

  /** Writes the gradients of the parameters and returns the one of the input. */
  INDArray backward(
      INDArray weights,
      INDArray bias,
      INDArray dz,
      INDArray weightGradient,
      INDArray biasGradient,
      LayerWorkspaceMgr workspaceMgr) {
    INDArray x = input(ArrayType.BP_WORKING_MEM, workspaceMgr);
    boolean turnBack = turnsAround() && !inputLast;
    INDArray dx =
        inputGradientNeeded
            ? workspaceMgr.createUninitialized(
                turnBack ? ArrayType.BP_WORKING_MEM : ArrayType.ACTIVATION_GRAD,
                dataType,
                x.shape())
            : null;
    convolution.backward(x, weights, bias, dz, dx, weightGradient, biasGradient);
    return dx != null && turnBack
        ? ChannelsLast.toChannelsFirst(dx, ArrayType.ACTIVATION_GRAD, workspaceMgr)
        : dx;
  }

  /** The gradient by the pre-activation. */
  private INDArray derivative(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    IActivation activation = layerConf().getActivationFn();
    INDArray eps =
        turnsAround() && !outputLast
            ? ChannelsLast.of(epsilon, ArrayType.BP_WORKING_MEM, workspaceMgr)
            : dense(epsilon, ArrayType.BP_WORKING_MEM, workspaceMgr);
    if (activation instanceof ActivationIdentity) {
      preOutput = null;
      return eps;
    }
    INDArray z = preOutput != null ? preOutput : convolve(true, workspaceMgr);
    preOutput = null;
    if (!isPlainRelu()) {
      return dense(activation.backprop(z, eps).getFirst(), ArrayType.BP_WORKING_MEM, workspaceMgr);
    }
    // Accelerated neighbours made the gradient for this layer alone.
    INDArray dz =
        outputLast
            ? eps
            : workspaceMgr.createUninitialized(
                ArrayType.BP_WORKING_MEM, dataType, eps.shape(), 'c');
    ChannelsLast.reluGradient(z, eps, dz);
    return dz;
  }

  /** The native gradients are wrong for permuted arrays. */
  private static INDArray dense(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return ChannelsLast.hasPlainStrides(array) ? array : workspaceMgr.dup(type, array, 'c');
  }

  private boolean isSame() {
    return convolutionMode == ConvolutionMode.Same;
  }
}

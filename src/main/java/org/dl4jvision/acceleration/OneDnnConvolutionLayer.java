package org.dl4jvision.acceleration;

import java.util.Arrays;
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
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2DDerivative;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J's convolution layer, with forward and backward pass as one native operation each, which ND4J
 * hands to oneDNN.
 *
 * <p>It takes the place of a {@link ConvolutionLayer} in a network and shares its configuration,
 * parameters and gradient views. A DL4J helper could run the same operations, but would leave the
 * convolution computed twice a step and the derivative of ReLU to a slow operation.
 */
class OneDnnConvolutionLayer extends ConvolutionLayer {

  /** The weights are [out, in, height, width]. */
  static final long OUT_IN_HEIGHT_WIDTH = 1;

  private static final IActivation PLAIN_RELU = new ActivationReLU();

  private final boolean outputKept;
  private final boolean inputLast;
  private final boolean outputLast;
  private final DynamicCustomOp forward = new Conv2D();
  private final DynamicCustomOp backward = new Conv2DDerivative();
  private final OpContext forwardContext = Nd4j.getExecutioner().buildContext();
  private final OpContext backwardContext = Nd4j.getExecutioner().buildContext();

  /**
   * @param original the layer to stand in for
   * @param outputKept whether all that follows leaves this layer's activations as they are
   * @param inputLast whether its [N, C, H, W] input has the channels last in memory; the gradient
   *     by it is then [N, H, W, C]
   * @param outputLast the same of its output
   */
  OneDnnConvolutionLayer(
      ConvolutionLayer original, boolean outputKept, boolean inputLast, boolean outputLast) {
    super(original.conf(), DataType.FLOAT);
    this.outputKept = outputKept;
    this.inputLast = inputLast;
    this.outputLast = outputLast;
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

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray z = convolve(training, workspaceMgr);
    IActivation activation = layerConf().getActivationFn();
    preOutput = training ? toKeep(z, activation, workspaceMgr) : null;
    INDArray out = activation.getActivation(z, training);
    if (!turnsAround()) {
      return out;
    }
    return outputLast
        ? ChannelsLast.seenChannelsFirst(out)
        : ChannelsLast.toChannelsFirst(out, ArrayType.ACTIVATIONS, workspaceMgr);
  }

  /** Whether it computes with the channels last although DL4J sees them first. */
  private boolean turnsAround() {
    return inputLast || outputLast;
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
    return activation instanceof ActivationIdentity || (outputKept && isPlainRelu(activation))
        ? z
        : workspaceMgr.dup(ArrayType.ACTIVATIONS, z, 'c');
  }

  private static boolean isPlainRelu(IActivation activation) {
    return PLAIN_RELU.equals(activation);
  }

  private INDArray convolve(boolean training, LayerWorkspaceMgr workspaceMgr) {
    validateInputRank();
    INDArray weights =
        getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, training, workspaceMgr);
    INDArray bias = getParamWithNoise(ConvolutionParamInitializer.BIAS_KEY, training, workspaceMgr);
    validateInputDepth(weights.size(1));
    return forward(weights, bias, workspaceMgr);
  }

  /** The pre-activation. */
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
    execute(geometry(), x, weights, bias, z);
    return z;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray weights =
        getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, true, workspaceMgr);
    INDArray bias = getParamWithNoise(ConvolutionParamInitializer.BIAS_KEY, true, workspaceMgr);
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
    return new Pair<>(gradient, backpropDropOutIfPresent(dx));
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
        workspaceMgr.createUninitialized(
            turnBack ? ArrayType.BP_WORKING_MEM : ArrayType.ACTIVATION_GRAD, dataType, x.shape());
    execute(geometry(), x, weights, bias, dz, dx, weightGradient, biasGradient);
    return turnBack
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
    if (!isPlainRelu(activation)) {
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

  private long[] geometry() {
    int[] kernel = layerConf().getKernelSize();
    int[] stride = layerConf().getStride();
    int[] padding = layerConf().getPadding();
    int[] dilation = layerConf().getDilation();
    return new long[] {
      kernel[0],
      kernel[1],
      stride[0],
      stride[1],
      padding[0],
      padding[1],
      dilation[0],
      dilation[1],
      isSame() ? 1 : 0,
      isChannelsLast() ? 1 : 0,
      OUT_IN_HEIGHT_WIDTH
    };
  }

  /** The convolution {@code z} of {@code x}; {@code bias} is not used where there is none. */
  final void execute(long[] geometry, INDArray x, INDArray weights, INDArray bias, INDArray z) {
    execute(
        forward,
        forwardContext,
        geometry,
        hasBias() ? new INDArray[] {x, weights, bias} : new INDArray[] {x, weights},
        z);
  }

  /** Its gradients {@code dx}, {@code dw} and {@code db}. */
  final void execute(
      long[] geometry,
      INDArray x,
      INDArray weights,
      INDArray bias,
      INDArray dz,
      INDArray dx,
      INDArray dw,
      INDArray db) {
    if (hasBias()) {
      INDArray[] inputs = {x, weights, bias, dz};
      execute(backward, backwardContext, geometry, inputs, dx, dw, db);
    } else {
      INDArray[] inputs = {x, weights, dz};
      execute(backward, backwardContext, geometry, inputs, dx, dw);
    }
  }

  private static void execute(
      DynamicCustomOp op,
      OpContext context,
      long[] geometry,
      INDArray[] inputs,
      INDArray... outputs) {
    context.purge();
    context.setIArguments(geometry);
    context.setInputArrays(Arrays.asList(inputs));
    context.setOutputArrays(Arrays.asList(outputs));
    Nd4j.exec(op, context);
    // Nothing of a workspace may outlive it here.
    context.purge();
  }
}

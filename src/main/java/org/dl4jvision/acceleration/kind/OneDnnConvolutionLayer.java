package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.dl4jvision.acceleration.loop.Relu;
import org.dl4jvision.acceleration.onednn.Convolution;
import org.dl4jvision.acceleration.onednn.Geometry;
import org.dl4jvision.acceleration.onednn.Weights;
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

  private final Wiring wiring;
  private final Convolution convolution;

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  OneDnnConvolutionLayer(ConvolutionLayer original, Wiring wiring) {
    super(original.conf(), DataType.FLOAT);
    this.wiring = wiring;
    convolution =
        Convolution.of(
            Geometry.of(layerConf(), convolutionMode, turnsAround()),
            isPlainRelu(),
            wiring.direct());
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
    INDArray out = isPlainRelu() ? z : activation.getActivation(z, training);
    return turnsAround() ? wiring.hand(out, workspaceMgr) : out;
  }

  /** Whether it computes with the channels last although DL4J sees them first. */
  private boolean turnsAround() {
    return layerConf().getCnn2dDataFormat() == CNN2DFormat.NCHW
        && ElementwiseActivations.contain(layerConf().getActivationFn());
  }

  /** Whether it computes with the channels last. */
  private boolean isChannelsLast() {
    return turnsAround() || layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC;
  }

  /** Returns the input in the layout in which this computes. */
  private INDArray input(ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return turnsAround()
        ? wiring.input(input, type, workspaceMgr)
        : dense(input.castTo(dataType), type, workspaceMgr);
  }

  /** Activations overwrite their argument; of ReLU the result serves the derivative as well. */
  private INDArray toKeep(INDArray z, IActivation activation, LayerWorkspaceMgr workspaceMgr) {
    return activation instanceof ActivationIdentity || (wiring.outputKept() && isPlainRelu())
        ? z
        : workspaceMgr.dup(ArrayType.ACTIVATIONS, z, 'c');
  }

  /** Whether the convolution applies the activation. */
  final boolean isPlainRelu() {
    return PLAIN_RELU.equals(layerConf().getActivationFn());
  }

  private INDArray convolve(boolean training, LayerWorkspaceMgr workspaceMgr) {
    validateInputRank();
    Weights weights = weights(training, workspaceMgr);
    validateInputDepth(weights.kernel().size(1));
    return forward(weights, workspaceMgr);
  }

  private Weights weights(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return new Weights(
        getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, training, workspaceMgr),
        hasBias()
            ? getParamWithNoise(ConvolutionParamInitializer.BIAS_KEY, training, workspaceMgr)
            : null);
  }

  /** The pre-activation; of ReLU, the activation. */
  INDArray forward(Weights weights, LayerWorkspaceMgr workspaceMgr) {
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
    long channels = weights.kernel().size(0);
    INDArray z =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            isChannelsLast()
                ? new long[] {examples, size[0], size[1], channels}
                : new long[] {examples, channels, size[0], size[1]});
    convolution.forward(x, weights, z);
    return z;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Weights weights = weights(true, workspaceMgr);
    Weights gradients =
        new Weights(
            gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY),
            gradientViews.get(ConvolutionParamInitializer.BIAS_KEY));
    INDArray dz = derivative(epsilon.castTo(dataType), workspaceMgr);
    INDArray dx = backward(weights, dz, gradients, workspaceMgr);
    Gradient gradient = new DefaultGradient();
    if (hasBias()) {
      gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, gradients.bias());
    }
    gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, gradients.kernel(), 'c');
    weightNoiseParams.clear();
    return new Pair<>(gradient, dx == null ? null : backpropDropOutIfPresent(dx));
  }

  /** Writes the gradients of the parameters and returns the one of the input. */
  INDArray backward(
      Weights weights, INDArray dz, Weights gradients, LayerWorkspaceMgr workspaceMgr) {
    INDArray x = input(ArrayType.BP_WORKING_MEM, workspaceMgr);
    boolean turnBack = turnsAround() && !wiring.inputLast();
    INDArray dx =
        wiring.inputGradientNeeded()
            ? workspaceMgr.createUninitialized(
                turnBack ? ArrayType.BP_WORKING_MEM : ArrayType.ACTIVATION_GRAD,
                dataType,
                x.shape())
            : null;
    convolution.backward(x, weights, dz, dx, gradients);
    return dx != null && turnBack
        ? ChannelsLast.toChannelsFirst(dx, ArrayType.ACTIVATION_GRAD, workspaceMgr)
        : dx;
  }

  /** Returns the gradient by the pre-activation. */
  private INDArray derivative(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    IActivation activation = layerConf().getActivationFn();
    INDArray eps =
        turnsAround() && !wiring.outputLast()
            ? wiring.epsilon(epsilon, workspaceMgr)
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
    // Accelerated neighbors made the gradient for this layer alone.
    INDArray dz =
        wiring.outputLast()
            ? eps
            : workspaceMgr.createUninitialized(
                ArrayType.BP_WORKING_MEM, dataType, eps.shape(), 'c');
    Relu.gradient(z, eps, dz);
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

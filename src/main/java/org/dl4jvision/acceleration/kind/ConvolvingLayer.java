package org.dl4jvision.acceleration.kind;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.dl4jvision.acceleration.loop.Relu;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What all layers of DL4J that convolve have in common, whatever their weights: activation,
 * dropout, weight noise, and the order of channels. How weights and an input become a
 * pre-activation, and its gradient theirs, is a subclass each.
 *
 * <p>It takes the place of a layer in a network and shares its configuration, parameters and
 * gradient views. A DL4J helper could run the same operations, but would leave the convolution
 * computed twice a step and the derivative of ReLU to a slow operation.
 */
abstract class ConvolvingLayer extends ConvolutionLayer {

  private static final IActivation PLAIN_RELU = new ActivationReLU();

  private final Wiring wiring;

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  ConvolvingLayer(ConvolutionLayer original, Wiring wiring) {
    super(original.conf(), DataType.FLOAT);
    this.wiring = wiring;
    helper = null;
    Succession.of(original, this);
  }

  /** The pre-activation; of ReLU, the activation. */
  abstract INDArray forward(boolean training, LayerWorkspaceMgr workspaceMgr);

  /**
   * Writes the gradients of the parameters and returns the one of the input; null if nobody needs
   * it.
   *
   * @param dz the gradient by the pre-activation
   */
  abstract INDArray backward(INDArray dz, LayerWorkspaceMgr workspaceMgr);

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray z = forward(training, workspaceMgr);
    IActivation activation = layerConf().getActivationFn();
    preOutput = training ? toKeep(z, activation, workspaceMgr) : null;
    INDArray out = isPlainRelu() ? z : activation.getActivation(z, training);
    return turnsAround() ? wiring.hand(out, workspaceMgr) : out;
  }

  /** Whether a layer may compute with the channels last although DL4J sees them first. */
  static boolean mayTurnAround(org.deeplearning4j.nn.conf.layers.ConvolutionLayer conf) {
    return conf.getCnn2dDataFormat() == CNN2DFormat.NCHW
        && ElementwiseActivations.contain(conf.getActivationFn());
  }

  final boolean turnsAround() {
    return mayTurnAround(layerConf());
  }

  /** Whether it computes with the channels last. */
  final boolean isChannelsLast() {
    return turnsAround() || layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC;
  }

  /** Whether the convolution applies the activation. */
  final boolean isPlainRelu() {
    return PLAIN_RELU.equals(layerConf().getActivationFn());
  }

  /** Returns the input in the layout in which this computes. */
  final INDArray input(ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return turnsAround()
        ? wiring.input(input, type, workspaceMgr)
        : ChannelsLast.dense(input.castTo(dataType), type, workspaceMgr);
  }

  /** The height and width of the pre-activation of an input as {@link #input} returns it. */
  int[] outputSize(INDArray x) {
    boolean same = convolutionMode == ConvolutionMode.Same;
    return ConvolutionUtils.getOutputSize(
        x,
        layerConf().getKernelSize(),
        layerConf().getStride(),
        same ? null : layerConf().getPadding(),
        convolutionMode,
        layerConf().getDilation(),
        isChannelsLast() ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
  }

  /** A map to write to, of the height and width of the pre-activation. */
  final INDArray newMap(INDArray x, long channels, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    int[] size = outputSize(x);
    long examples = x.size(0);
    return workspaceMgr.createUninitialized(
        type,
        dataType,
        isChannelsLast()
            ? new long[] {examples, size[0], size[1], channels}
            : new long[] {examples, channels, size[0], size[1]});
  }

  /** The gradient by the input to write to; null if nobody needs it. */
  final INDArray newInputGradient(INDArray x, LayerWorkspaceMgr workspaceMgr) {
    return wiring.inputGradientNeeded()
        ? workspaceMgr.createUninitialized(
            turnsBack() ? ArrayType.BP_WORKING_MEM : ArrayType.ACTIVATION_GRAD, dataType, x.shape())
        : null;
  }

  /** What {@link #newInputGradient} made, as the one that gave the input takes it. */
  final INDArray handBack(INDArray dx, LayerWorkspaceMgr workspaceMgr) {
    return dx != null && turnsBack()
        ? ChannelsLast.toChannelsFirst(dx, ArrayType.ACTIVATION_GRAD, workspaceMgr)
        : dx;
  }

  private boolean turnsBack() {
    return turnsAround() && !wiring.inputLast();
  }

  /** Activations overwrite their argument; of ReLU the result serves the derivative as well. */
  private INDArray toKeep(INDArray z, IActivation activation, LayerWorkspaceMgr workspaceMgr) {
    return activation instanceof ActivationIdentity || (wiring.outputKept() && isPlainRelu())
        ? z
        : workspaceMgr.dup(ArrayType.ACTIVATIONS, z, 'c');
  }

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray dx = backward(derivative(epsilon.castTo(dataType), workspaceMgr), workspaceMgr);
    weightNoiseParams.clear();
    return new Pair<>(gradients(), dx == null ? null : backpropDropOutIfPresent(dx));
  }

  /** Collects the views as DL4J does, the bias first. */
  private Gradient gradients() {
    Layer layer = layerConf();
    List<String> names = new ArrayList<>(layer.initializer().biasKeys(layer));
    names.addAll(layer.initializer().weightKeys(layer));
    Gradient gradient = new DefaultGradient();
    names.forEach(name -> gradient.setGradientFor(name, gradientViews.get(name), 'c'));
    return gradient;
  }

  /** Returns the gradient by the pre-activation. */
  private INDArray derivative(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    IActivation activation = layerConf().getActivationFn();
    INDArray eps =
        turnsAround() && !wiring.outputLast()
            ? wiring.epsilon(epsilon, workspaceMgr)
            : ChannelsLast.dense(epsilon, ArrayType.BP_WORKING_MEM, workspaceMgr);
    if (activation instanceof ActivationIdentity) {
      preOutput = null;
      return eps;
    }
    INDArray z = preOutput != null ? preOutput : forward(true, workspaceMgr);
    preOutput = null;
    if (!isPlainRelu()) {
      return ChannelsLast.dense(
          activation.backprop(z, eps).getFirst(), ArrayType.BP_WORKING_MEM, workspaceMgr);
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
}

package org.dl4jvision.acceleration.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.dl4jvision.acceleration.loop.Relu;
import org.dl4jvision.acceleration.onednn.Geometry;
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

  private final BaseLayer<?> original;
  private final Wiring wiring;
  private final Geometry geometry;

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  ConvolvingLayer(BaseLayer<?> original, Wiring wiring) {
    super(original.conf(), DataType.FLOAT);
    this.original = original;
    boolean turns = mayTurnAround(layerConf());
    this.wiring = wiring.turning(turns);
    geometry = Geometry.of(layerConf(), turns || !MapFormat.isChannelsFirst(layerConf()));
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
    if (!fits()) {
      // DL4J says what is wrong with it.
      original.activate(input, false, workspaceMgr);
    }
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray z = forward(training, workspaceMgr);
    IActivation activation = layerConf().getActivationFn();
    preOutput = training ? toKeep(z, activation, workspaceMgr) : null;
    INDArray out = isPlainRelu() ? z : activation.getActivation(z, training);
    return wiring.hand(out, workspaceMgr);
  }

  private boolean fits() {
    int channels = MapFormat.isChannelsFirst(layerConf()) ? 1 : input.rank() - 1;
    return input.rank() == geometry.dimensions() + 2
        && input.size(channels) == layerConf().getNIn()
        && IntStream.range(0, geometry.dimensions())
            .allMatch(i -> fits(i, input.size(i + (channels == 1 ? 2 : 1))));
  }

  private boolean fits(int dimension, long size) {
    return geometry.fits(dimension, size)
        && (convolutionMode != ConvolutionMode.Strict || geometry.isExact(dimension, size));
  }

  /** Whether a layer may compute with the channels last although DL4J sees them first. */
  static boolean mayTurnAround(org.deeplearning4j.nn.conf.layers.ConvolutionLayer conf) {
    return MapFormat.isChannelsFirst(conf)
        && ElementwiseActivations.contain(conf.getActivationFn());
  }

  /** Where the kernel goes, in the order of dimensions in which this computes. */
  final Geometry geometry() {
    return geometry;
  }

  /** Whether the convolution applies the activation. */
  final boolean isPlainRelu() {
    return PLAIN_RELU.equals(layerConf().getActivationFn());
  }

  /** Returns the input in the layout in which this computes. */
  final INDArray input(ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return wiring.input(input, type, workspaceMgr);
  }

  /** A map to write to, of the size of the pre-activation of what {@link #input} returns. */
  final INDArray newMap(INDArray x, long channels, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.createUninitialized(
        type, dataType, geometry.outputShape(x.shape(), channels));
  }

  /** The gradient by the input to write to; null if nobody needs it. */
  final INDArray newInputGradient(INDArray x, LayerWorkspaceMgr workspaceMgr) {
    return wiring.inputGradientNeeded()
        ? wiring.newInputGradient(0, x.shape(), workspaceMgr)
        : null;
  }

  /** What {@link #newInputGradient} made, as the one that gave the input takes it. */
  final INDArray handBack(INDArray dx, LayerWorkspaceMgr workspaceMgr) {
    return dx == null ? null : wiring.handBack(0, dx, workspaceMgr);
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
        ChannelsLast.dense(
            wiring.epsilon(epsilon, workspaceMgr), ArrayType.BP_WORKING_MEM, workspaceMgr);
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

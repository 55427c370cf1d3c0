package org.dl4jvision.acceleration;

import java.util.Collections;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.AlgoMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BwdDataAlgo;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BwdFilterAlgo;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.FwdAlgo;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionHelper;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2DDerivative;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a convolution layer's forward and backward pass as one native operation each, which ND4J
 * hands to oneDNN.
 *
 * <p>DL4J asks its helper for the pre-activation once in the forward and once more in the backward
 * pass. The second convolution is saved by leaving the first one's result with the layer.
 */
final class OneDnnConvolution implements ConvolutionHelper {

  /** The weights are [out, in, height, width]. */
  private static final int OUT_IN_HEIGHT_WIDTH = 1;

  private static final IActivation PLAIN_RELU = new ActivationReLU();
  private static final LayerField PRE_OUTPUT = new LayerField(AbstractLayer.class, "preOutput");

  private final ConvolutionLayer layer;
  private final boolean outputKept;
  private final DynamicCustomOp forward = new Conv2D();
  private final DynamicCustomOp backward = new Conv2DDerivative();
  private final OpContext forwardContext = Nd4j.getExecutioner().buildContext();
  private final OpContext backwardContext = Nd4j.getExecutioner().buildContext();
  private LayerWorkspaceMgr workspaces;

  /**
   * @param layer the layer that is helped
   * @param outputKept whether all that follows leaves this layer's activations as they are
   */
  OneDnnConvolution(ConvolutionLayer layer, boolean outputKept) {
    this.layer = layer;
    this.outputKept = outputKept;
  }

  @Override
  public boolean checkSupported() {
    return true;
  }

  @Override
  public INDArray preOutput(
      INDArray input,
      INDArray weights,
      INDArray bias,
      int[] kernel,
      int[] strides,
      int[] pad,
      AlgoMode mode,
      FwdAlgo algorithm,
      ConvolutionMode convolutionMode,
      int[] dilation,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaceMgr) {
    boolean nchw = format == CNN2DFormat.NCHW;
    boolean same = convolutionMode == ConvolutionMode.Same;
    int[] size =
        ConvolutionUtils.getOutputSize(
            input, kernel, strides, same ? null : pad, convolutionMode, dilation, format);
    long examples = input.size(0);
    long channels = weights.size(0);
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            input.dataType(),
            nchw
                ? new long[] {examples, channels, size[0], size[1]}
                : new long[] {examples, size[0], size[1], channels});
    workspaces = workspaceMgr;
    execute(
        forward,
        forwardContext,
        new INDArray[] {dense(input, ArrayType.FF_WORKING_MEM, workspaceMgr), weights, bias},
        new INDArray[] {out},
        arguments(kernel, strides, pad, dilation, same, nchw));
    return out;
  }

  @Override
  public INDArray activate(INDArray z, IActivation activation, boolean training) {
    // Activations overwrite z. ReLU's derivative can be told from its result as well.
    boolean keep =
        activation instanceof ActivationIdentity || (outputKept && PLAIN_RELU.equals(activation));
    PRE_OUTPUT.set(
        layer, !training ? null : keep ? z : workspaces.dup(ArrayType.ACTIVATIONS, z, 'c'));
    workspaces = null;
    return activation.getActivation(z, training);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray input,
      INDArray weights,
      INDArray bias,
      INDArray delta,
      int[] kernel,
      int[] strides,
      int[] pad,
      INDArray biasGradient,
      INDArray weightGradient,
      IActivation activation,
      AlgoMode mode,
      BwdFilterAlgo filterAlgorithm,
      BwdDataAlgo dataAlgorithm,
      ConvolutionMode convolutionMode,
      int[] dilation,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaceMgr) {
    PRE_OUTPUT.set(layer, null);
    INDArray inputGradient =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape());
    boolean hasBias = bias != null;
    INDArray x = dense(input, ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dz = dense(delta, ArrayType.BP_WORKING_MEM, workspaceMgr);
    execute(
        backward,
        backwardContext,
        hasBias ? new INDArray[] {x, weights, bias, dz} : new INDArray[] {x, weights, dz},
        hasBias
            ? new INDArray[] {inputGradient, weightGradient, biasGradient}
            : new INDArray[] {inputGradient, weightGradient},
        arguments(
            kernel,
            strides,
            pad,
            dilation,
            convolutionMode == ConvolutionMode.Same,
            format == CNN2DFormat.NCHW));
    Gradient gradient = new DefaultGradient();
    if (hasBias) {
      gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradient);
    }
    gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
    return new Pair<>(gradient, inputGradient);
  }

  @Override
  public Map<String, Long> helperMemoryUse() {
    return Collections.emptyMap();
  }

  /** The native gradients are wrong for permuted arrays, such as DL4J passes for NHWC. */
  private static INDArray dense(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return Shape.hasDefaultStridesForShape(array) ? array : workspaceMgr.dup(type, array, 'c');
  }

  private static int[] arguments(
      int[] kernel, int[] strides, int[] pad, int[] dilation, boolean same, boolean nchw) {
    return new int[] {
      kernel[0],
      kernel[1],
      strides[0],
      strides[1],
      pad[0],
      pad[1],
      dilation[0],
      dilation[1],
      same ? 1 : 0,
      nchw ? 0 : 1,
      OUT_IN_HEIGHT_WIDTH
    };
  }

  private static void execute(
      DynamicCustomOp op,
      OpContext context,
      INDArray[] inputs,
      INDArray[] outputs,
      int[] arguments) {
    long[] wide = new long[arguments.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = arguments[i];
    }
    context.purge();
    context.setIArguments(wide);
    for (int i = 0; i < inputs.length; i++) {
      context.setInputArray(i, inputs[i]);
    }
    for (int i = 0; i < outputs.length; i++) {
      context.setOutputArray(i, outputs[i]);
    }
    Nd4j.exec(op, context);
    // Nothing of a workspace may outlive it here.
    context.purge();
  }
}

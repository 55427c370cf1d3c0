package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.onednn.Convolution;
import org.dl4jvision.acceleration.onednn.Geometry;
import org.dl4jvision.acceleration.onednn.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer of DL4J that is one convolution, with the convolution in oneDNN. */
class OneDnnConvolutionLayer extends ConvolvingLayer {

  private final Convolution convolution;

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  OneDnnConvolutionLayer(ConvolutionLayer original, Wiring wiring) {
    super(original, wiring);
    convolution =
        Convolution.of(
            Geometry.of(layerConf(), convolutionMode, turnsAround()),
            isPlainRelu(),
            wiring.direct());
  }

  /** Views DL4J's weights, or their gradient, as {@link Weights} have them. */
  INDArray kernel(INDArray weights) {
    return weights;
  }

  @Override
  final INDArray forward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    validateInputRank();
    validateInputDepth(layerConf().getNIn());
    return forward(weights(training, workspaceMgr), workspaceMgr);
  }

  @Override
  final INDArray backward(INDArray dz, LayerWorkspaceMgr workspaceMgr) {
    Weights gradients =
        new Weights(
            kernel(gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY)),
            gradientViews.get(ConvolutionParamInitializer.BIAS_KEY));
    return backward(weights(true, workspaceMgr), dz, gradients, workspaceMgr);
  }

  private Weights weights(boolean training, LayerWorkspaceMgr workspaceMgr) {
    // The bias first, as DL4J draws its noise.
    INDArray bias =
        hasBias()
            ? getParamWithNoise(ConvolutionParamInitializer.BIAS_KEY, training, workspaceMgr)
            : null;
    return new Weights(
        kernel(getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, training, workspaceMgr)),
        bias);
  }

  /** The pre-activation; of ReLU, the activation. */
  INDArray forward(Weights weights, LayerWorkspaceMgr workspaceMgr) {
    INDArray x = input(ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray z = newMap(x, weights.channels(), ArrayType.ACTIVATIONS, workspaceMgr);
    convolution.forward(x, weights, z);
    return z;
  }

  /** Writes the gradients of the parameters and returns the one of the input. */
  INDArray backward(
      Weights weights, INDArray dz, Weights gradients, LayerWorkspaceMgr workspaceMgr) {
    INDArray x = input(ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dx = newInputGradient(x, workspaceMgr);
    convolution.backward(x, weights, dz, dx, gradients);
    return handBack(dx, workspaceMgr);
  }
}

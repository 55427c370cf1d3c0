package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.onednn.Convolution;
import org.dl4jvision.acceleration.onednn.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer of DL4J that is one convolution, of maps or volumes, with the convolution in oneDNN. */
class OneDnnConvolutionLayer extends ConvolvingLayer {

  private final Convolution convolution;

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  OneDnnConvolutionLayer(BaseLayer<?> original, Wiring wiring) {
    super(original, wiring);
    convolution = Convolution.of(geometry(), isPlainRelu(), wiring.direct());
  }

  /** Views DL4J's weights, or their gradient, as {@link Weights} have them. */
  Weights view(INDArray weights, INDArray bias) {
    return new Weights(weights, bias);
  }

  /** Whether DL4J draws the noise of the bias before that of the weights. */
  boolean drawsBiasFirst() {
    return true;
  }

  @Override
  final INDArray forward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return forward(weights(training, workspaceMgr), workspaceMgr);
  }

  @Override
  final INDArray backward(INDArray dz, LayerWorkspaceMgr workspaceMgr) {
    Weights gradients =
        view(
            gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY),
            gradientViews.get(ConvolutionParamInitializer.BIAS_KEY));
    return backward(weights(true, workspaceMgr), dz, gradients, workspaceMgr);
  }

  private Weights weights(boolean training, LayerWorkspaceMgr workspaceMgr) {
    boolean biasFirst = drawsBiasFirst();
    INDArray bias = biasFirst ? bias(training, workspaceMgr) : null;
    INDArray kernel =
        getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, training, workspaceMgr);
    return view(kernel, biasFirst ? bias : bias(training, workspaceMgr));
  }

  private INDArray bias(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return hasBias()
        ? getParamWithNoise(ConvolutionParamInitializer.BIAS_KEY, training, workspaceMgr)
        : null;
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

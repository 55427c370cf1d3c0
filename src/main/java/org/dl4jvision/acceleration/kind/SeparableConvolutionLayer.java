package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.convolution.SeparableConvolution2DLayer;
import org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.onednn.Convolution;
import org.dl4jvision.acceleration.onednn.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's separable convolution layer, with both convolutions in oneDNN: one of every channel by
 * itself, and one of all channels of a pixel.
 */
final class SeparableConvolutionLayer extends ConvolvingLayer {

  private final Convolution depthwise;
  private final Convolution pointwise;

  /** What lies between the two, for the gradient. */
  private INDArray between;

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  SeparableConvolutionLayer(SeparableConvolution2DLayer original, Wiring wiring) {
    super(original, wiring);
    depthwise = Convolution.of(geometry(), false, wiring.direct());
    pointwise = Convolution.of(geometry().ofPixels(), isPlainRelu(), wiring.direct());
  }

  /** What both convolutions learn, or the gradients of it. */
  private record Pair(Weights depthwise, Weights pointwise) {

    /** DL4J has [multiplier, in, height, width] first; every input is a group. */
    static Pair of(INDArray depthwise, INDArray pointwise, INDArray bias) {
      long[] shape = depthwise.shape();
      INDArray groups =
          depthwise
              .reshape('c', true, shape[0], shape[1], 1, shape[2], shape[3])
              .permute(1, 0, 2, 3, 4);
      return new Pair(new Weights(groups, null, true), new Weights(pointwise, bias));
    }
  }

  private Pair weights(boolean training, LayerWorkspaceMgr workspaceMgr) {
    // In this order DL4J draws their noise.
    INDArray bias =
        hasBias()
            ? getParamWithNoise(
                SeparableConvolutionParamInitializer.BIAS_KEY, training, workspaceMgr)
            : null;
    INDArray first =
        getParamWithNoise(
            SeparableConvolutionParamInitializer.DEPTH_WISE_WEIGHT_KEY, training, workspaceMgr);
    INDArray second =
        getParamWithNoise(
            SeparableConvolutionParamInitializer.POINT_WISE_WEIGHT_KEY, training, workspaceMgr);
    return Pair.of(first, second, bias);
  }

  @Override
  INDArray forward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    Pair weights = weights(training, workspaceMgr);
    INDArray x = input(ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray middle =
        newMap(
            x,
            weights.depthwise.channels(),
            training ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM,
            workspaceMgr);
    INDArray z = newMap(x, weights.pointwise.channels(), ArrayType.ACTIVATIONS, workspaceMgr);
    depthwise.forward(x, weights.depthwise, middle);
    pointwise.forward(middle, weights.pointwise, z);
    between = training ? middle : null;
    return z;
  }

  @Override
  INDArray backward(INDArray dz, LayerWorkspaceMgr workspaceMgr) {
    if (between == null) {
      forward(true, workspaceMgr);
    }
    Pair weights = weights(true, workspaceMgr);
    Pair gradients =
        Pair.of(
            gradientViews.get(SeparableConvolutionParamInitializer.DEPTH_WISE_WEIGHT_KEY),
            gradientViews.get(SeparableConvolutionParamInitializer.POINT_WISE_WEIGHT_KEY),
            gradientViews.get(SeparableConvolutionParamInitializer.BIAS_KEY));
    INDArray x = input(ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dMiddle =
        workspaceMgr.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, between.shape());
    INDArray dx = newInputGradient(x, workspaceMgr);
    pointwise.backward(between, weights.pointwise, dz, dMiddle, gradients.pointwise);
    between = null;
    depthwise.backward(x, weights.depthwise, dMiddle, dx, gradients.depthwise);
    return handBack(dx, workspaceMgr);
  }
}

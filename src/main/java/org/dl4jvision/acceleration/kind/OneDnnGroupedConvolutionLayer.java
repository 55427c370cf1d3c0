package org.dl4jvision.acceleration.kind;

import org.dl4jvision.acceleration.onednn.Weights;
import org.dl4jvision.layer.feature.GroupedConvolutionLayer;
import org.dl4jvision.layer.feature.GroupedConvolutionLayerImpl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The grouped convolution of this library, in oneDNN. */
final class OneDnnGroupedConvolutionLayer extends OneDnnConvolutionLayer {

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  OneDnnGroupedConvolutionLayer(GroupedConvolutionLayerImpl original, Wiring wiring) {
    super(original, wiring);
  }

  /** They are [out, in / groups, height, width], one group after another. */
  @Override
  Weights view(INDArray weights, INDArray bias) {
    long groups = ((GroupedConvolutionLayer) layerConf()).getGroups();
    long[] shape = weights.shape();
    INDArray kernels =
        weights.reshape('c', true, groups, shape[0] / groups, shape[1], shape[2], shape[3]);
    return new Weights(kernels, bias, true);
  }

  @Override
  boolean drawsBiasFirst() {
    return false;
  }
}

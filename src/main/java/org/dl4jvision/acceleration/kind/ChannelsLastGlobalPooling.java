package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's pooling of all pixels for maps that have their channels last; DL4J heeds masks. */
final class ChannelsLastGlobalPooling extends ChannelsLastLayer {

  private final boolean collapses;

  /**
   * @param original DL4J's layer
   * @param operation makes one pixel of a map
   * @param collapses whether the output is [N, C], else [N, C, 1, 1]
   * @param wiring how it is connected
   */
  ChannelsLastGlobalPooling(
      GlobalPoolingLayer original, MapOperation operation, boolean collapses, Wiring wiring) {
    super(original, operation, wiring);
    this.collapses = collapses;
  }

  @Override
  boolean isTaken() {
    return getMaskArray() == null;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray output = super.activate(training, workspaceMgr);
    return collapses && output.rank() == 4
        ? output.reshape('c', output.size(0), output.size(1))
        : output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    return super.backpropGradient(
        isMap() && isTaken()
            ? epsilon.reshape('c', epsilon.size(0), epsilon.size(1), 1, 1)
            : epsilon,
        workspaceMgr);
  }
}

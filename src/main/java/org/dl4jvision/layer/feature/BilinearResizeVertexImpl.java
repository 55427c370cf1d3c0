package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link BilinearResizeVertex} configures. */
public final class BilinearResizeVertexImpl extends MapVertexImpl {

  BilinearResizeVertexImpl(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  /** How a dimension, 2 or 3, of maps [N, C, H, W] is resampled. */
  public static Resampling resampling(INDArray map, INDArray other, int dimension) {
    return Resampling.bilinear((int) map.size(dimension), (int) other.size(dimension));
  }

  @Override
  INDArray forward(INDArray map, INDArray other, LayerWorkspaceMgr workspaceMgr) {
    return Resampling.apply(
        resampling(map, other, 2),
        resampling(map, other, 3),
        map,
        ArrayType.ACTIVATIONS,
        workspaceMgr);
  }

  /** DL4J adds the gradients of all that see a map, so the other one has zeros. */
  @Override
  INDArray[] backward(
      INDArray map, INDArray other, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    return new INDArray[] {
      Resampling.apply(
          resampling(map, other, 2).transposed(),
          resampling(map, other, 3).transposed(),
          epsilon,
          ArrayType.ACTIVATION_GRAD,
          workspaceMgr),
      workspaceMgr.create(ArrayType.ACTIVATION_GRAD, dataType, other.shape(), 'c')
    };
  }
}

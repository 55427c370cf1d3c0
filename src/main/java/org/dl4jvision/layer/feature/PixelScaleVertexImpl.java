package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;

/** What {@link PixelScaleVertex} configures. */
public final class PixelScaleVertexImpl extends MapVertexImpl {

  PixelScaleVertexImpl(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  INDArray forward(INDArray map, INDArray scales, LayerWorkspaceMgr workspaceMgr) {
    return scaled(map, scales, ArrayType.ACTIVATIONS, workspaceMgr);
  }

  @Override
  INDArray[] backward(
      INDArray map, INDArray scales, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray byScales =
        workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, epsilon.mul(map).sum(true, 1), 'c');
    return new INDArray[] {
      scaled(epsilon, scales, ArrayType.ACTIVATION_GRAD, workspaceMgr), byScales
    };
  }

  private INDArray scaled(
      INDArray map, INDArray scales, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    INDArray result = workspaceMgr.createUninitialized(type, dataType, map.shape(), 'c');
    INDArray ofPixels = scales.dup('c').reshape(new long[] {map.size(0), map.size(2), map.size(3)});
    return Broadcast.mul(map, ofPixels, result, 0, 2, 3);
  }
}

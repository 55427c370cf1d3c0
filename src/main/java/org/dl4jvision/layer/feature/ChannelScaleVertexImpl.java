package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;

/** What {@link ChannelScaleVertex} configures. */
public final class ChannelScaleVertexImpl extends MapVertexImpl {

  ChannelScaleVertexImpl(ComputationGraph graph, String name, int index, DataType dataType) {
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
        workspaceMgr.dup(
            ArrayType.ACTIVATION_GRAD, epsilon.mul(map).sum(2, 3).reshape(scales.shape()), 'c');
    return new INDArray[] {
      scaled(epsilon, scales, ArrayType.ACTIVATION_GRAD, workspaceMgr), byScales
    };
  }

  private INDArray scaled(
      INDArray map, INDArray scales, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    INDArray result = workspaceMgr.createUninitialized(type, dataType, map.shape(), 'c');
    INDArray ofChannels = scales.dup('c').reshape('c', map.size(0), map.size(1));
    return Broadcast.mul(map, ofChannels, result, 0, 1);
  }
}

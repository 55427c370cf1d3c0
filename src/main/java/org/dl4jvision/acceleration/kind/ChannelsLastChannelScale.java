package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelScales;
import org.dl4jvision.layer.feature.ChannelScaleVertexImpl;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Multiplication of channels for feature maps that have their channels last in memory. */
final class ChannelsLastChannelScale extends ChannelsLastVertex {

  ChannelsLastChannelScale(ChannelScaleVertexImpl original, Wiring wiring) {
    super(original, wiring);
  }

  @Override
  boolean takes(INDArray[] inputs) {
    return inputs[0].rank() == 4;
  }

  @Override
  INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaceMgr) {
    INDArray map = wiring.input(inputs[0], ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray y = wiring.newOutput(map.shape(), workspaceMgr);
    ChannelScales.multiply(map, scales(inputs, ArrayType.FF_WORKING_MEM, workspaceMgr), y);
    return wiring.hand(y, workspaceMgr);
  }

  @Override
  INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray dy = wiring.epsilon(epsilon, workspaceMgr);
    INDArray map = wiring.input(inputs[0], ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dx = wiring.newInputGradient(0, dy.shape(), workspaceMgr);
    ChannelScales.multiply(dy, scales(inputs, ArrayType.BP_WORKING_MEM, workspaceMgr), dx);
    INDArray byScales =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD, DataType.FLOAT, scalesShape(inputs), 'c');
    ChannelScales.gradient(map, dy, byScales);
    return new INDArray[] {wiring.handBack(0, dx, workspaceMgr), byScales};
  }

  /** As dense [N, C], or maps of one pixel, whose numbers lie as these. */
  private static INDArray scales(
      INDArray[] inputs, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.dup(type, inputs[1].castTo(DataType.FLOAT), 'c');
  }

  /** Gradients of maps that have their channels last are [N, H, W, C]. */
  private long[] scalesShape(INDArray[] inputs) {
    return wiring.inputsLast()[1] && inputs[1].rank() == 4
        ? new long[] {inputs[1].size(0), 1, 1, inputs[1].size(1)}
        : inputs[1].shape();
  }
}

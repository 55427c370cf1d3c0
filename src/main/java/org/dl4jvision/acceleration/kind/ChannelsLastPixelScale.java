package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.PixelScales;
import org.dl4jvision.layer.feature.PixelScaleVertexImpl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Multiplication of pixels for feature maps that have their channels last in memory. */
final class ChannelsLastPixelScale extends ChannelsLastVertex {

  ChannelsLastPixelScale(PixelScaleVertexImpl original, Wiring wiring) {
    super(original, wiring);
  }

  @Override
  boolean takes(INDArray[] inputs) {
    return inputs[0].rank() == 4 && inputs[1].rank() == 4;
  }

  @Override
  INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaceMgr) {
    INDArray map = wiring.input(inputs[0], ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray scales = wiring.input(inputs[1], ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray y = wiring.newOutput(map.shape(), workspaceMgr);
    PixelScales.multiply(map, scales, y);
    return wiring.hand(y, workspaceMgr);
  }

  @Override
  INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray dy = wiring.epsilon(epsilon, workspaceMgr);
    INDArray map = wiring.input(inputs[0], ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray scales = wiring.input(inputs[1], ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray byMap = wiring.newInputGradient(0, map.shape(), workspaceMgr);
    PixelScales.multiply(dy, scales, byMap);
    INDArray byScales = wiring.newInputGradient(1, scales.shape(), workspaceMgr);
    PixelScales.gradient(map, dy, byScales);
    return new INDArray[] {
      wiring.handBack(0, byMap, workspaceMgr), wiring.handBack(1, byScales, workspaceMgr)
    };
  }
}

package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.graph.vertex.impl.ScaleVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's multiplication by a number for feature maps that have their channels last in memory. */
final class ChannelsLastScale extends ChannelsLastVertex {

  private final double factor;

  ChannelsLastScale(ScaleVertex original, double factor, Wiring wiring) {
    super(original, wiring);
    this.factor = factor;
  }

  @Override
  boolean takes(INDArray[] inputs) {
    return inputs.length == 1 && inputs[0].rank() > 2;
  }

  @Override
  INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaceMgr) {
    INDArray x = wiring.input(inputs[0], ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray y = wiring.newOutput(x.shape(), workspaceMgr);
    x.muli(factor, y);
    return wiring.hand(y, workspaceMgr);
  }

  @Override
  INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray dy = wiring.epsilon(epsilon, workspaceMgr);
    INDArray dx = wiring.newInputGradient(0, dy.shape(), workspaceMgr);
    dy.muli(factor, dx);
    return new INDArray[] {wiring.handBack(0, dx, workspaceMgr)};
  }
}

package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.Resampled;
import org.dl4jvision.layer.feature.BilinearResizeVertexImpl;
import org.dl4jvision.layer.feature.Resampling;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Resizing to another map's size for feature maps that have their channels last in memory. */
final class ChannelsLastBilinearResize extends ChannelsLastVertex {

  ChannelsLastBilinearResize(BilinearResizeVertexImpl original, Wiring wiring) {
    super(original, wiring);
  }

  @Override
  boolean takes(INDArray[] inputs) {
    return inputs[0].rank() == 4 && inputs[1].rank() == 4;
  }

  private static Resampling resampling(INDArray[] inputs, int dimension) {
    return BilinearResizeVertexImpl.resampling(inputs[0], inputs[1], dimension);
  }

  @Override
  INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaceMgr) {
    INDArray x = wiring.input(inputs[0], ArrayType.FF_WORKING_MEM, workspaceMgr);
    long[] shape = {x.size(0), inputs[1].size(2), inputs[1].size(3), x.size(3)};
    INDArray y = wiring.newOutput(shape, workspaceMgr);
    Resampled.write(resampling(inputs, 2), resampling(inputs, 3), x, y);
    return wiring.hand(y, workspaceMgr);
  }

  @Override
  INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray dy = wiring.epsilon(epsilon, workspaceMgr);
    INDArray dx = wiring.newInputGradient(0, channelsLast(inputs[0]), workspaceMgr);
    Resampled.write(resampling(inputs, 2).transposed(), resampling(inputs, 3).transposed(), dy, dx);
    long[] shape = wiring.inputsLast()[1] ? channelsLast(inputs[1]) : inputs[1].shape();
    INDArray zeros = workspaceMgr.create(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, shape, 'c');
    return new INDArray[] {wiring.handBack(0, dx, workspaceMgr), zeros};
  }

  private static long[] channelsLast(INDArray map) {
    return new long[] {map.size(0), map.size(2), map.size(3), map.size(1)};
  }
}

package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's element-wise vertex for feature maps that have their channels last in memory. */
final class ChannelsLastElementwise extends ChannelsLastVertex {

  private final Combination combination;

  ChannelsLastElementwise(ElementWiseVertex original, Combination combination, Wiring wiring) {
    super(original, wiring);
    this.combination = combination;
  }

  /** Maps of one shape; DL4J stretches those of others. */
  @Override
  boolean takes(INDArray[] inputs) {
    return Arrays.stream(inputs).allMatch(i -> i.rank() > 2 && i.equalShapes(inputs[0]));
  }

  @Override
  INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaceMgr) {
    INDArray[] maps = maps(inputs, ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray output = wiring.newOutput(maps[0].shape(), workspaceMgr);
    combination.forward(maps, output);
    return wiring.hand(output, workspaceMgr);
  }

  @Override
  INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray dy = wiring.epsilon(epsilon, workspaceMgr);
    INDArray[] maps =
        combination.looksBack() ? maps(inputs, ArrayType.BP_WORKING_MEM, workspaceMgr) : inputs;
    INDArray[] gradients = new INDArray[inputs.length];
    for (int i = 0; i < gradients.length; i++) {
      // One for each, as others may be added to it.
      INDArray dx = wiring.newInputGradient(i, dy.shape(), workspaceMgr);
      combination.backward(maps, i, dy, dx);
      gradients[i] = wiring.handBack(i, dx, workspaceMgr);
    }
    return gradients;
  }

  private INDArray[] maps(INDArray[] inputs, ArrayType working, LayerWorkspaceMgr workspaceMgr) {
    return Arrays.stream(inputs)
        .map(input -> wiring.input(input, working, workspaceMgr))
        .toArray(INDArray[]::new);
  }
}

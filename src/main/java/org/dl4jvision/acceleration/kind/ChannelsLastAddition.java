package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's addition for feature maps that have their channels last in memory. */
final class ChannelsLastAddition extends ChannelsLastVertex {

  ChannelsLastAddition(ElementWiseVertex original, Wiring wiring) {
    super(original, wiring);
  }

  /** The faster addition takes maps of one shape, of rank 4. */
  @Override
  boolean takes(INDArray[] inputs) {
    return Arrays.stream(inputs).allMatch(i -> i.rank() == 4 && i.equalShapes(inputs[0]));
  }

  /** For those that follow with their channels first, DL4J adds in that order. */
  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return wiring.outputLast()
        ? super.doForward(training, workspaceMgr)
        : underlying.doForward(training, workspaceMgr);
  }

  @Override
  INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaceMgr) {
    INDArray first = wiring.input(inputs[0], ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray sum = wiring.newOutput(first.shape(), workspaceMgr);
    for (int i = 1; i < inputs.length; i++) {
      INDArray next = wiring.input(inputs[i], ArrayType.FF_WORKING_MEM, workspaceMgr);
      (i == 1 ? first : sum).addi(next, sum);
    }
    return wiring.hand(sum, workspaceMgr);
  }

  @Override
  INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray seen = wiring.outputLast() ? ChannelsLast.seenChannelsFirst(epsilon) : epsilon;
    INDArray[] gradients = new INDArray[inputs.length];
    for (int i = 0; i < gradients.length; i++) {
      INDArray gradient = wiring.inputsLast()[i] ? seen.permute(0, 2, 3, 1) : seen;
      // One for each, as others may be added to it.
      gradients[i] = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, gradient, 'c');
    }
    return gradients;
  }
}

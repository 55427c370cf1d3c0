package org.dl4jvision.acceleration;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's addition for feature maps that have their channels last in memory. */
final class ChannelsLastAddition extends ElementWiseVertex {

  private final boolean[] inputsLast;
  private final boolean outputLast;

  /**
   * @param original the vertex to stand in for
   * @param inputsLast which inputs have their channels last, and take such gradients
   * @param outputLast whether its output shall, and its gradient does
   */
  ChannelsLastAddition(ElementWiseVertex original, boolean[] inputsLast, boolean outputLast) {
    super(
        original.getGraph(),
        original.getVertexName(),
        original.getVertexIndex(),
        original.getInputVertices(),
        original.getOutputVertices(),
        Op.Add,
        DataType.FLOAT);
    this.inputsLast = inputsLast.clone();
    this.outputLast = outputLast;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (!outputLast || !canDoForward() || !isOfEqualShapes()) {
      INDArray sum = super.doForward(training, workspaceMgr);
      return outputLast
          ? ChannelsLast.seenChannelsFirst(
              ChannelsLast.of(sum, ArrayType.ACTIVATIONS, workspaceMgr))
          : sum;
    }
    INDArray first = ChannelsLast.of(inputs[0], ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray sum =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, first.shape(), 'c');
    for (int i = 1; i < inputs.length; i++) {
      INDArray next = ChannelsLast.of(inputs[i], ArrayType.FF_WORKING_MEM, workspaceMgr);
      (i == 1 ? first : sum).addi(next, sum);
    }
    return ChannelsLast.seenChannelsFirst(sum);
  }

  private boolean isOfEqualShapes() {
    return Arrays.stream(inputs).allMatch(i -> i.equalShapes(inputs[0]));
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    if (canDoBackward() && isOfEqualShapes()) {
      INDArray[] gradients = new INDArray[inputs.length];
      INDArray seen = outputLast ? ChannelsLast.seenChannelsFirst(epsilon) : epsilon;
      for (int i = 0; i < gradients.length; i++) {
        INDArray gradient = inputsLast[i] ? seen.permute(0, 2, 3, 1) : seen;
        // One for each, as others may be added to it.
        gradients[i] = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, gradient, 'c');
      }
      return new Pair<>(null, gradients);
    }
    if (canDoBackward() && outputLast) {
      epsilon = ChannelsLast.seenChannelsFirst(epsilon);
    }
    Pair<Gradient, INDArray[]> result = super.doBackward(tbptt, workspaceMgr);
    INDArray[] gradients = result.getSecond();
    for (int i = 0; i < gradients.length; i++) {
      if (inputsLast[i]) {
        gradients[i] = ChannelsLast.of(gradients[i], ArrayType.ACTIVATION_GRAD, workspaceMgr);
      }
    }
    return result;
  }
}

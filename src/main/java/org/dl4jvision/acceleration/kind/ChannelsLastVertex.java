package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.vertex.BaseWrapperVertex;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex of DL4J that makes one map of its inputs, around which maps have their channels last in
 * memory. DL4J's own vertex keeps all state and computes what this does not take.
 */
abstract class ChannelsLastVertex extends BaseWrapperVertex {

  final Wiring wiring;

  /**
   * @param original DL4J's vertex
   * @param wiring how it is connected
   */
  ChannelsLastVertex(GraphVertex original, Wiring wiring) {
    super(original);
    this.wiring = wiring;
  }

  /** Whether it computes with inputs of such shapes, [N, C, H, W]; DL4J does with others. */
  abstract boolean takes(INDArray[] inputs);

  /** The output as those that follow take it. */
  abstract INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaceMgr);

  /** The gradients as those that gave the inputs take them. */
  abstract INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaceMgr);

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return canDoForward() && takes(getInputs())
        ? forward(getInputs(), workspaceMgr)
        : wiring.handStock(super.doForward(training, workspaceMgr), workspaceMgr);
  }

  @Override
  public final Pair<Gradient, INDArray[]> doBackward(
      boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    if (canDoBackward() && takes(getInputs())) {
      return new Pair<>(null, backward(getInputs(), getEpsilon(), workspaceMgr));
    }
    if (canDoBackward() && wiring.outputLast()) {
      setEpsilon(ChannelsLast.seenChannelsFirst(getEpsilon()));
    }
    Pair<Gradient, INDArray[]> result = super.doBackward(tbptt, workspaceMgr);
    INDArray[] gradients = result.getSecond();
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = wiring.handBackStock(i, gradients[i], workspaceMgr);
    }
    return result;
  }
}

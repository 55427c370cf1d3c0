package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link MapVertex} configures. */
abstract class MapVertexImpl extends BaseGraphVertex {

  MapVertexImpl(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, null, null, dataType);
  }

  /** The output, in the workspace of activations. */
  abstract INDArray forward(INDArray map, INDArray other, LayerWorkspaceMgr workspaceMgr);

  /** The gradients by both inputs, in the workspace of gradients. */
  abstract INDArray[] backward(
      INDArray map, INDArray other, INDArray epsilon, LayerWorkspaceMgr workspaceMgr);

  @Override
  public final INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (!canDoForward()) {
      throw new IllegalStateException(this + ": inputs are not set");
    }
    return forward(inputs[0].castTo(dataType), inputs[1].castTo(dataType), workspaceMgr);
  }

  @Override
  public final Pair<Gradient, INDArray[]> doBackward(
      boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    if (!canDoBackward()) {
      throw new IllegalStateException(this + ": the gradient is not set");
    }
    return new Pair<>(
        null,
        backward(
            inputs[0].castTo(dataType),
            inputs[1].castTo(dataType),
            epsilon.castTo(dataType),
            workspaceMgr));
  }

  @Override
  public final boolean hasLayer() {
    return false;
  }

  @Override
  public final Layer getLayer() {
    return null;
  }

  @Override
  public final void setBackpropGradientsViewArray(INDArray gradients) {
    if (gradients != null) {
      throw new IllegalArgumentException(this + " has no parameters");
    }
  }

  @Override
  public final Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int minibatchSize) {
    return new Pair<>(masks == null ? null : masks[0], state);
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName()
        + "(id="
        + getVertexIndex()
        + ",name=\""
        + getVertexName()
        + "\")";
  }
}

package org.dl4jvision.export.runtime;

import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link OnnxVertex} configures. */
final class OnnxVertexImpl extends BaseGraphVertex {

  private final OnnxModel model;

  OnnxVertexImpl(
      ComputationGraph graph, String name, int index, DataType dataType, OnnxModel model) {
    super(graph, name, index, null, null, dataType);
    this.model = model;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    String output = model.outputs().get(0);
    INDArray found =
        model.run(Map.of(model.inputs().get(0), inputs[0]), Set.of(output)).get(output);
    return workspaceMgr.dup(ArrayType.ACTIVATIONS, found, 'c');
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    throw new UnsupportedOperationException("a model of ONNX cannot be trained");
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public Layer getLayer() {
    return null;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    if (gradients != null) {
      throw new IllegalArgumentException(this + " has no parameters");
    }
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int minibatchSize) {
    return new Pair<>(null, state);
  }

  @Override
  public String toString() {
    return "OnnxVertex(" + model.file() + ")";
  }
}

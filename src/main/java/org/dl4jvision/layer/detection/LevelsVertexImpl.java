package org.dl4jvision.layer.detection;

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
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What {@link LevelsVertex} configures. */
final class LevelsVertexImpl extends BaseGraphVertex {

  LevelsVertexImpl(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, null, null, dataType);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (!canDoForward()) {
      throw new IllegalStateException(this + ": inputs are not set");
    }
    long locations = 0;
    for (INDArray map : inputs) {
      locations += map.size(2) * map.size(3);
    }
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {inputs[0].size(0), inputs[0].size(1), locations},
            'c');
    long start = 0;
    for (INDArray map : inputs) {
      long count = map.size(2) * map.size(3);
      part(out, start, count).assign(map.reshape('c', map.size(0), map.size(1), count));
      start += count;
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    if (!canDoBackward()) {
      throw new IllegalStateException(this + ": the gradient is not set");
    }
    INDArray[] gradients = new INDArray[inputs.length];
    long start = 0;
    for (int level = 0; level < inputs.length; level++) {
      long[] shape = inputs[level].shape();
      long count = shape[2] * shape[3];
      gradients[level] =
          workspaceMgr.createUninitialized(
              ArrayType.ACTIVATION_GRAD, epsilon.dataType(), shape, 'c');
      gradients[level].reshape('c', shape[0], shape[1], count).assign(part(epsilon, start, count));
      start += count;
    }
    return new Pair<>(null, gradients);
  }

  private static INDArray part(INDArray array, long start, long count) {
    return array.get(
        NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(start, start + count));
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

  /** Masks of images are the same on all levels. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int minibatchSize) {
    return new Pair<>(masks == null ? null : masks[0], state);
  }

  @Override
  public String toString() {
    return "LevelsVertex(id=" + getVertexIndex() + ",name=\"" + getVertexName() + "\")";
  }
}

package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link ResamplingLayer} configures. */
public final class ResamplingLayerImpl extends MapLayerImpl {

  private final ResamplingLayer layer;

  ResamplingLayerImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    layer = (ResamplingLayer) conf.getLayer();
  }

  /** Its configuration. */
  public ResamplingLayer resampling() {
    return layer;
  }

  @Override
  INDArray forward(INDArray map, LayerWorkspaceMgr workspaceMgr) {
    return Resampling.apply(
        layer.vertically((int) map.size(2)),
        layer.horizontally((int) map.size(3)),
        map,
        ArrayType.ACTIVATIONS,
        workspaceMgr);
  }

  @Override
  INDArray backward(INDArray epsilon, long[] shape, LayerWorkspaceMgr workspaceMgr) {
    return Resampling.apply(
        layer.vertically((int) shape[2]).transposed(),
        layer.horizontally((int) shape[3]).transposed(),
        epsilon,
        ArrayType.ACTIVATION_GRAD,
        workspaceMgr);
  }
}

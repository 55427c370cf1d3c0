package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What {@link CeilPaddingLayer} configures. */
public final class CeilPaddingLayerImpl extends MapLayerImpl {

  private final CeilPaddingLayer layer;

  CeilPaddingLayerImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    layer = (CeilPaddingLayer) conf.getLayer();
  }

  /** Its configuration. */
  public CeilPaddingLayer padding() {
    return layer;
  }

  @Override
  INDArray forward(INDArray map, LayerWorkspaceMgr workspaceMgr) {
    INDArray padded =
        create(
            ArrayType.ACTIVATIONS,
            workspaceMgr,
            map.size(0),
            map.size(1),
            layer.padded((int) map.size(2)),
            layer.padded((int) map.size(3)));
    padded.assign(0);
    inside(padded, map.shape()).assign(map);
    return padded;
  }

  @Override
  INDArray backward(INDArray epsilon, long[] shape, LayerWorkspaceMgr workspaceMgr) {
    return create(ArrayType.ACTIVATION_GRAD, workspaceMgr, shape).assign(inside(epsilon, shape));
  }

  private static INDArray inside(INDArray padded, long[] shape) {
    return padded.get(
        NDArrayIndex.all(),
        NDArrayIndex.all(),
        NDArrayIndex.interval(0, shape[2]),
        NDArrayIndex.interval(0, shape[3]));
  }
}

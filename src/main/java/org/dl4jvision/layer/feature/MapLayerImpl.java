package org.dl4jvision.layer.feature;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link MapLayer} configures. */
abstract class MapLayerImpl extends AbstractLayer<MapLayer> {

  MapLayerImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** The output, in the workspace of activations. */
  abstract INDArray forward(INDArray map, LayerWorkspaceMgr workspaceMgr);

  /**
   * The gradient by the input, in the workspace of gradients.
   *
   * @param shape of the input
   */
  abstract INDArray backward(INDArray epsilon, long[] shape, LayerWorkspaceMgr workspaceMgr);

  @Override
  public final INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    if (input.rank() != 4) {
      throw new DL4JInvalidInputException(
          layerConf().getClass().getSimpleName()
              + " takes maps [N, C, H, W], got an array of shape "
              + Arrays.toString(input.shape())
              + " "
              + layerId());
    }
    applyDropOutIfNecessary(training, workspaceMgr);
    return forward(input.castTo(dataType), workspaceMgr);
  }

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray gradient = backward(epsilon.castTo(dataType), input.shape(), workspaceMgr);
    return new Pair<>(new DefaultGradient(), backpropDropOutIfPresent(gradient));
  }

  /** An array to write all elements of. */
  final INDArray create(ArrayType type, LayerWorkspaceMgr workspaceMgr, long... shape) {
    return workspaceMgr.createUninitialized(type, dataType, shape, 'c');
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }

  @Override
  public final void clearNoiseWeightParams() {}
}

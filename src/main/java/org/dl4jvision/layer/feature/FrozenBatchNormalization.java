package org.dl4jvision.layer.feature;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Batch normalization that stays as it was published: {@code gamma * (x - mean) / sqrt(var + eps) +
 * beta}, in training as well, where mean and var are the running statistics and nothing of it is
 * learned. Batches of a few images, whose own statistics are poor, do no harm to it; layers before
 * it learn through it. Its parameters are those of DL4J's {@link BatchNormalization}, in the same
 * order; maps and vectors alike.
 *
 * <p>DL4J's {@code FrozenLayerWithBackprop} around batch normalization is not this: it goes back as
 * if the running statistics were the batch's.
 */
public final class FrozenBatchNormalization extends BatchNormalization {

  /** A layer with DL4J's defaults. */
  public FrozenBatchNormalization() {}

  /**
   * A layer of some channels.
   *
   * @param eps what is added to variances
   */
  public FrozenBatchNormalization(long channels, double eps) {
    setNIn(channels);
    setNOut(channels);
    setEps(eps);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNOutSet(
        "FrozenBatchNormalization", getLayerName(), layerIndex, getNOut());
    return Instance.of(
        new FrozenBatchNormalizationImpl(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  /** Nothing is learned. */
  @Override
  public IUpdater getUpdaterByParam(String name) {
    return new NoOp();
  }

  @Override
  public FrozenBatchNormalization clone() {
    return (FrozenBatchNormalization) super.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrozenBatchNormalization && super.equals(other);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof FrozenBatchNormalization;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + 1;
  }

  @Override
  public String toString() {
    return "FrozenBatchNormalization(" + super.toString() + ")";
  }
}

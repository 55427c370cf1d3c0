package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What {@link GroupNormalizationLayer} configures. */
public final class GroupNormalizationLayerImpl extends BaseLayer<GroupNormalizationLayer> {

  private static final String SCALE = ScaleAndShiftInitializer.SCALE;
  private static final String SHIFT = ScaleAndShiftInitializer.SHIFT;

  GroupNormalizationLayerImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * Groups of the input, each a row of [N * groups, numbers of a group].
   *
   * @param normalized rows of mean 0 and variance 1
   * @param deviations of the rows as they were, [N * groups, 1]
   */
  private record Rows(INDArray normalized, INDArray deviations) {}

  private Rows rows() {
    INDArray rows = asRows(input.castTo(dataType));
    INDArray centered = rows.subColumnVector(rows.mean(true, 1));
    INDArray variances = centered.mul(centered).mean(true, 1);
    INDArray deviations = Transforms.sqrt(variances.addi(layerConf().getEps()), false);
    return new Rows(centered.diviColumnVector(deviations), deviations);
  }

  private INDArray asRows(INDArray map) {
    long groups = map.size(0) * layerConf().getGroups();
    return map.dup('c').reshape('c', groups, map.length() / groups);
  }

  private INDArray ofChannels(String key) {
    return getParam(key).reshape(layerConf().getNOut());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray map = rows().normalized.reshape('c', input.shape());
    INDArray scaled = Broadcast.mul(map, ofChannels(SCALE), map, 1);
    return workspaceMgr.dup(
        ArrayType.ACTIVATIONS, Broadcast.add(scaled, ofChannels(SHIFT), scaled, 1), 'c');
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Rows rows = rows();
    INDArray eps = epsilon.castTo(dataType).dup('c');
    INDArray map = rows.normalized.reshape('c', input.shape());
    Gradient gradient = new DefaultGradient();
    INDArray byScale = gradientViews.get(SCALE);
    byScale.assign(eps.mul(map).sum(0, 2, 3).reshape(byScale.shape()));
    gradient.setGradientFor(SCALE, byScale);
    INDArray byShift = gradientViews.get(SHIFT);
    byShift.assign(eps.sum(0, 2, 3).reshape(byShift.shape()));
    gradient.setGradientFor(SHIFT, byShift);
    // By the normalized numbers, from which their mean and their part along them are taken away.
    INDArray by = asRows(Broadcast.mul(eps, ofChannels(SCALE), eps, 1));
    INDArray along = rows.normalized.mulColumnVector(by.mul(rows.normalized).mean(true, 1));
    INDArray byInput =
        by.subColumnVector(by.mean(true, 1)).subi(along).diviColumnVector(rows.deviations);
    INDArray result =
        workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, byInput.reshape('c', input.shape()), 'c');
    return new Pair<>(gradient, backpropDropOutIfPresent(result));
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}

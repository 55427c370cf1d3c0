package org.dl4jvision.layer.feature;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Computes a {@link FrozenBatchNormalization}. */
public final class FrozenBatchNormalizationImpl extends BatchNormalization {

  FrozenBatchNormalizationImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray preOutput(INDArray input, TrainingMode mode, LayerWorkspaceMgr workspaceMgr) {
    return super.preOutput(input, TrainingMode.TEST, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray scale = Transforms.sqrt(variance().addi(layerConf().getEps()), false).rdivi(1);
    scale.muli(
        layerConf().isLockGammaBeta()
            ? Nd4j.valueArrayOf(scale.shape(), layerConf().getGamma(), dataType)
            : params.get(BatchNormalizationParamInitializer.GAMMA));
    boolean last = epsilon.rank() > 2 && layerConf().getCnn2DFormat() == CNN2DFormat.NHWC;
    INDArray gradient =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, epsilon.shape(), epsilon.ordering());
    Broadcast.mul(epsilon, scale, gradient, last ? epsilon.rank() - 1 : 1);
    Gradient none = new DefaultGradient();
    gradientViews.forEach((name, view) -> none.setGradientFor(name, view.assign(0)));
    return new Pair<>(none, gradient);
  }

  /** A copy of the running average, which DL4J may keep as a logarithm of its root. */
  private INDArray variance() {
    return layerConf().isUseLogStd()
        ? Transforms.pow(
            Nd4j.valueArrayOf(new long[] {1, layerConf().getNOut()}, 10, dataType),
            params.get(BatchNormalizationParamInitializer.GLOBAL_LOG_STD).mul(2))
        : params.get(BatchNormalizationParamInitializer.GLOBAL_VAR).dup();
  }
}

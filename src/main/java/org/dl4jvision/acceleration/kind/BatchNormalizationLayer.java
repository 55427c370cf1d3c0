package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelStatistics;
import org.dl4jvision.acceleration.loop.HostFloats;
import org.dl4jvision.acceleration.loop.Normalization;
import org.dl4jvision.layer.feature.FrozenBatchNormalizationImpl;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J's batch normalization, in loops that add up in double. Series, which DL4J takes only by
 * accident, are left to it.
 */
final class BatchNormalizationLayer extends BatchNormalization {

  private final Wiring wiring;
  private final boolean frozen;

  /** What the latest pass forward normalized with. */
  private ChannelStatistics statistics;

  private boolean ofBatch;

  /**
   * @param original the layer to stand in for
   * @param wiring how it is connected
   */
  BatchNormalizationLayer(BatchNormalization original, Wiring wiring) {
    super(original.conf(), DataType.FLOAT);
    this.wiring = wiring;
    frozen = original instanceof FrozenBatchNormalizationImpl;
    Succession.of(original, this);
  }

  @Override
  public INDArray preOutput(INDArray input, TrainingMode mode, LayerWorkspaceMgr workspaceMgr) {
    if (!isTaken(input)) {
      return super.preOutput(input, mode, workspaceMgr);
    }
    Wiring here = wiring.turning(turns(input));
    INDArray x = here.input(input, ArrayType.FF_WORKING_MEM, workspaceMgr);
    ofBatch = mode == TrainingMode.TRAIN && !frozen;
    statistics = ofBatch ? ChannelStatistics.of(x) : ChannelStatistics.of(mean(), variance());
    Normalization.Affine affine =
        new Normalization.Affine(
            values(BatchNormalizationParamInitializer.GAMMA, layerConf().getGamma()),
            values(BatchNormalizationParamInitializer.BETA, layerConf().getBeta()));
    INDArray y = here.newOutput(x.shape(), workspaceMgr);
    Normalization.forward(x, statistics, layerConf().getEps(), affine, y);
    return here.hand(y, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (!isTaken(input)) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    Wiring here = wiring.turning(turns(input));
    INDArray x = here.input(input, ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dy = here.epsilon(epsilon, workspaceMgr);
    INDArray dx = here.newInputGradient(0, x.shape(), workspaceMgr);
    float[] gamma = values(BatchNormalizationParamInitializer.GAMMA, layerConf().getGamma());
    Gradient gradient = new DefaultGradient();
    if (frozen) {
      Normalization.backwardFixed(statistics, layerConf().getEps(), gamma, dy, dx);
      gradientViews.forEach((name, view) -> gradient.setGradientFor(name, view.assign(0)));
      return new Pair<>(gradient, here.handBack(0, dx, workspaceMgr));
    }
    Normalization.Gradients gradients =
        Normalization.backward(x, statistics, ofBatch, layerConf().getEps(), gamma, dy, dx);
    set(gradient, BatchNormalizationParamInitializer.GAMMA, gradients.gamma());
    set(gradient, BatchNormalizationParamInitializer.BETA, gradients.beta());
    setAverages(gradient, ofBatch ? statistics : ChannelStatistics.of(x));
    return new Pair<>(gradient, here.handBack(0, dx, workspaceMgr));
  }

  /** DL4J says what is wrong with other numbers of channels. */
  private boolean isTaken(INDArray array) {
    return array.rank() != 3 && array.size(turns(array) ? 1 : -1) == layerConf().getNOut();
  }

  /** Whether the channels come first. */
  private boolean turns(INDArray array) {
    return array.rank() > 2 && layerConf().getCnn2DFormat() == CNN2DFormat.NCHW;
  }

  private float[] values(String name, double locked) {
    float[] values = new float[(int) layerConf().getNOut()];
    if (!layerConf().isLockGammaBeta()) {
      return HostFloats.read(params.get(name));
    }
    Arrays.fill(values, (float) locked);
    return values;
  }

  private float[] mean() {
    return HostFloats.read(params.get(BatchNormalizationParamInitializer.GLOBAL_MEAN));
  }

  /** The running average of the variance, which DL4J may keep as a logarithm of its root. */
  private double[] variance() {
    boolean logarithm = layerConf().isUseLogStd();
    float[] kept = HostFloats.read(params.get(nameOfVariance()));
    double[] variance = new double[kept.length];
    for (int c = 0; c < kept.length; c++) {
      variance[c] = logarithm ? Math.pow(10, 2.0 * kept[c]) : kept[c];
    }
    return variance;
  }

  private String nameOfVariance() {
    return layerConf().isUseLogStd()
        ? BatchNormalizationParamInitializer.GLOBAL_LOG_STD
        : BatchNormalizationParamInitializer.GLOBAL_VAR;
  }

  /** DL4J moves its averages by subtracting these "gradients". */
  private void setAverages(Gradient gradient, ChannelStatistics batch) {
    double decay = layerConf().getDecay();
    float[] kept = mean();
    double[] variance = variance();
    float[] means = new float[kept.length];
    float[] variances = new float[kept.length];
    for (int c = 0; c < kept.length; c++) {
      means[c] = (float) ((1 - decay) * (kept[c] - batch.mean(c)));
      double change = (1 - decay) * (variance[c] - batch.variance(c));
      variances[c] =
          (float)
              (layerConf().isUseLogStd()
                  ? ONE_ON_2LOGE_10 * -Math.log1p(-change / variance[c])
                  : change);
    }
    set(gradient, BatchNormalizationParamInitializer.GLOBAL_MEAN, means);
    set(gradient, nameOfVariance(), variances);
  }

  /** Scales and shifts that are locked have gradients, too, but no place for them. */
  private void set(Gradient gradient, String name, float[] values) {
    INDArray view = gradientViews.get(name);
    if (view == null) {
      view = Nd4j.createUninitialized(DataType.FLOAT, 1, values.length);
    }
    HostFloats.write(values, view);
    gradient.setGradientFor(name, view);
  }
}

package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.onednn.OneDnnNormalization;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What DL4J's batch normalization calls for feature maps [N, C, H, W], in oneDNN directly and with
 * the channels last. The layer keeps the running averages.
 */
final class OneDnnBatchNormalization extends MKLDNNBatchNormHelper {

  private final OneDnnNormalization normalization = new OneDnnNormalization();
  private final Wiring wiring;

  OneDnnBatchNormalization(Wiring wiring) {
    super(DataType.FLOAT);
    this.wiring = wiring;
  }

  @Override
  public INDArray preOutput(
      INDArray input,
      boolean training,
      long[] shape,
      INDArray gamma,
      INDArray beta,
      INDArray globalMean,
      INDArray globalVariance,
      double decay,
      double eps,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaceMgr) {
    INDArray x = wiring.input(input, ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray y = wiring.newOutput(x.shape(), workspaceMgr);
    if (training) {
      normalization.train(x, gamma, beta, eps, y);
    } else {
      normalization.infer(x, globalMean, globalVariance, gamma, beta, eps, y);
    }
    return wiring.hand(y, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray input,
      INDArray epsilon,
      long[] shape,
      INDArray gamma,
      INDArray beta,
      INDArray gammaGradient,
      INDArray betaGradient,
      double eps,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaceMgr) {
    INDArray x = wiring.input(input, ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dy = wiring.epsilon(epsilon, workspaceMgr);
    INDArray dx = wiring.newInputGradient(0, x.shape(), workspaceMgr);
    normalization.backward(x, gamma, eps, dy, dx, gammaGradient, betaGradient);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(BatchNormalizationParamInitializer.GAMMA, gammaGradient);
    gradient.setGradientFor(BatchNormalizationParamInitializer.BETA, betaGradient);
    return new Pair<>(gradient, wiring.handBack(0, dx, workspaceMgr));
  }

  @Override
  public INDArray getMeanCache(DataType dataType) {
    return normalization.mean();
  }

  @Override
  public INDArray getVarCache(DataType dataType) {
    return normalization.variance();
  }
}

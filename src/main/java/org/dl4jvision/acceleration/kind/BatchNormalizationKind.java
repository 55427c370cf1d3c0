package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.dl4jvision.layer.feature.FrozenBatchNormalizationImpl;

/**
 * Batch normalization.
 *
 * @param <B> which
 */
final class BatchNormalizationKind<B extends BatchNormalization> extends AcceleratedKind<B> {

  private BatchNormalizationKind(String name, String help, Class<B> stock) {
    super(name, help, stock);
  }

  static BatchNormalizationKind<BatchNormalization> learned() {
    return new BatchNormalizationKind<>(
        "batch-normalization",
        "batch normalization, also frozen or of fixed scale and shift",
        BatchNormalization.class);
  }

  static BatchNormalizationKind<FrozenBatchNormalizationImpl> frozen() {
    return new BatchNormalizationKind<>(
        "frozen-batch-normalization",
        "batch normalization that stays as it was published",
        FrozenBatchNormalizationImpl.class);
  }

  @Override
  public boolean gains() {
    return true;
  }

  @Override
  public boolean isAccelerated(Object layer) {
    return layer instanceof BatchNormalizationLayer;
  }

  @Override
  public Fit fit(B original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.BatchNormalization conf = original.layerConf();
    if (conf.isLockGammaBeta() && (conf.getGamma() == 1) != (conf.getBeta() == 0)) {
      return Fit.refused("DL4J leaves out a fixed scale without a shift, and a shift without it");
    }
    boolean last = conf.getCnn2DFormat() == CNN2DFormat.NCHW && conf.getIDropout() == null;
    return new Fit(last, last, null);
  }

  @Override
  public Object accelerate(B original, Wiring wiring) {
    return new BatchNormalizationLayer(original, wiring);
  }
}

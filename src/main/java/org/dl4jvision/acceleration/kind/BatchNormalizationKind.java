package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;

/** Batch normalization. */
final class BatchNormalizationKind extends AcceleratedKind<BatchNormalization> {

  BatchNormalizationKind() {
    super(
        "batch-normalization",
        "batch normalization, also frozen or of fixed scale and shift",
        BatchNormalization.class);
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
  public Fit fit(BatchNormalization original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.BatchNormalization conf = original.layerConf();
    if (conf.isLockGammaBeta() && (conf.getGamma() == 1) != (conf.getBeta() == 0)) {
      return Fit.refused("DL4J leaves out a fixed scale without a shift, and a shift without it");
    }
    boolean last = conf.getCnn2DFormat() == CNN2DFormat.NCHW && conf.getIDropout() == null;
    return new Fit(last, last, null);
  }

  @Override
  public Object accelerate(BatchNormalization original, Wiring wiring) {
    return new BatchNormalizationLayer(original, wiring);
  }
}

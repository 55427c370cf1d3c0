package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;

/**
 * What all batch normalization has in common.
 *
 * @param <B> which
 */
abstract class NormalizingKind<B extends BatchNormalization> extends AcceleratedKind<B> {

  NormalizingKind(String name, String help, Class<B> stock) {
    super(name, help, stock);
  }

  @Override
  public final boolean gains() {
    return true;
  }

  @Override
  public final boolean isAccelerated(Object layer) {
    return layer instanceof BatchNormalizationLayer;
  }

  @Override
  public final Fit fit(B original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.BatchNormalization conf = original.layerConf();
    if (conf.isLockGammaBeta() && (conf.getGamma() == 1) != (conf.getBeta() == 0)) {
      return Fit.refused("DL4J leaves out a fixed scale without a shift, and a shift without it");
    }
    boolean last = conf.getCnn2DFormat() == CNN2DFormat.NCHW && conf.getIDropout() == null;
    return new Fit(last, last, null);
  }

  @Override
  public final Object accelerate(B original, Wiring wiring) {
    return new BatchNormalizationLayer(original, wiring);
  }
}

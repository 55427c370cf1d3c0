package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.nd4j.linalg.api.buffer.DataType;

/** Batch normalization, whose layer stays DL4J's and is given a helper. */
final class BatchNormalizationKind extends AcceleratedKind<BatchNormalization> {

  private static final HiddenField HELPER = new HiddenField(BatchNormalization.class, "helper");

  BatchNormalizationKind() {
    super(
        "batch-normalization",
        "batch normalization that learns scale and shift",
        BatchNormalization.class);
  }

  @Override
  public boolean gains() {
    return true;
  }

  @Override
  public boolean isAccelerated(Object layer) {
    return layer instanceof BatchNormalization normalization
        && normalization.getHelper() instanceof MKLDNNBatchNormHelper;
  }

  @Override
  public Fit fit(BatchNormalization original, Setting setting) {
    if (original.layerConf().isLockGammaBeta()) {
      return Fit.refused("normalization in oneDNN learns scale and shift");
    }
    if (setting.backwardOfInference()) {
      return Fit.refused("DL4J's helpers of normalization go back only through training");
    }
    if (!setting.direct() || original.layerConf().getCnn2DFormat() != CNN2DFormat.NCHW) {
      return Fit.CHANNELS_AS_GIVEN;
    }
    boolean last = original.layerConf().getIDropout() == null;
    return new Fit(last, last, null);
  }

  @Override
  public Object accelerate(BatchNormalization original, Wiring wiring) {
    boolean own = wiring.direct() && original.layerConf().getCnn2DFormat() == CNN2DFormat.NCHW;
    HELPER.set(
        original,
        own ? new OneDnnBatchNormalization(wiring) : new MKLDNNBatchNormHelper(DataType.FLOAT));
    return original;
  }
}

package org.dl4jvision.acceleration.kind;

import org.dl4jvision.layer.feature.FrozenBatchNormalizationImpl;

/** Batch normalization that is not learned. */
final class FrozenBatchNormalizationKind extends NormalizingKind<FrozenBatchNormalizationImpl> {

  FrozenBatchNormalizationKind() {
    super(
        "frozen-batch-normalization",
        "batch normalization that stays as it was published",
        FrozenBatchNormalizationImpl.class);
  }
}

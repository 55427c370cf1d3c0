package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.layers.normalization.BatchNormalization;

/** Batch normalization. */
final class BatchNormalizationKind extends NormalizingKind<BatchNormalization> {

  BatchNormalizationKind() {
    super(
        "batch-normalization",
        "batch normalization, also frozen or of fixed scale and shift",
        BatchNormalization.class);
  }
}

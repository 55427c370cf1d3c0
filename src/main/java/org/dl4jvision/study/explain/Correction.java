package org.dl4jvision.study.explain;

import java.util.function.IntPredicate;
import org.dl4jvision.task.gradient.TruthMap;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Logits as they would be if some pixels were right: with a probability of 0.99 for what is true,
 * unless it is higher already. A higher one would cost with labels that are smoothed.
 */
final class Correction {

  private static final double RIGHT = 0.99;

  private final ExplainedBatch batch;
  private final double[] logits;
  private final int pixels;

  Correction(ExplainedBatch batch) {
    this.batch = batch;
    logits = batch.logits().dup('c').data().asDouble();
    pixels = batch.truths().get(0).classes().length;
  }

  /** Whether a pixel of an image is to be right. */
  @FunctionalInterface
  interface Where {
    boolean test(int image, int pixel);
  }

  /** The logits with some pixels of one image right. */
  INDArray of(int image, IntPredicate where) {
    return of((other, pixel) -> other == image && where.test(pixel));
  }

  /** The logits with some pixels right. */
  INDArray of(Where where) {
    double[] values = logits.clone();
    for (int image = 0; image < batch.size(); image++) {
      TruthMap truth = batch.truths().get(image);
      for (int i = 0; i < pixels; i++) {
        if (truth.at(i) != TruthMap.NONE && where.test(image, i)) {
          correct(values, image * batch.channels() * pixels + i, truth.at(i));
        }
      }
    }
    return Nd4j.createFromArray(values)
        .reshape(batch.logits().shape())
        .castTo(batch.logits().dataType());
  }

  private void correct(double[] values, int at, int label) {
    int channels = batch.channels();
    if (batch.activation() instanceof ActivationSoftmax) {
      double others = 0;
      for (int c = 0; c < channels; c++) {
        others += c == label ? 0 : Math.exp(values[at + c * pixels] - values[at + label * pixels]);
      }
      if (1 / (1 + others) < RIGHT) {
        for (int c = 0; c < channels; c++) {
          values[at + c * pixels] = c == label ? Math.log(RIGHT / (1 - RIGHT) * (channels - 1)) : 0;
        }
      }
      return;
    }
    double sure = Math.log(RIGHT / (1 - RIGHT));
    for (int c = 0; c < channels; c++) {
      boolean on = channels == 1 ? label == 1 : label == c;
      int i = at + c * pixels;
      values[i] = on ? Math.max(values[i], sure) : Math.min(values[i], -sure);
    }
  }
}

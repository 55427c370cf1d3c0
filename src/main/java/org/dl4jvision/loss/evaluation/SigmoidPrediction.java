package org.dl4jvision.loss.evaluation;

import static org.dl4jvision.loss.evaluation.Derivatives.sum;

import org.dl4jvision.loss.evaluation.field.Field;

/** p = 1 / (1 + exp(-z)), each class for itself. */
final class SigmoidPrediction extends Prediction {
  /** exp(-|z|). */
  private Field exponential;

  private Field onePlus;
  private Field positive;
  private Field rounding;

  @Override
  void restart(Field logits) {
    super.restart(logits);
    exponential = logits.expOfNegativeAbs();
    onePlus = null;
    positive = null;
    rounding = null;
  }

  /** Unlike p it tells 1 - p exactly, too: exp(-|z|) with the sign of z. */
  @Override
  Field kept() {
    return exponential.times(positive().times(2).plus(-1));
  }

  @Override
  void restartFromKept(Field kept) {
    super.restartFromKept(null); // p is computed when it is asked for
    exponential = kept.abs();
    onePlus = null;
    positive = kept.greaterThan(0);
    rounding = null;
  }

  private Field onePlus() {
    if (onePlus == null) {
      onePlus = exponential.plus(1);
    }
    return onePlus;
  }

  /** 1 where z > 0, else 0. */
  private Field positive() {
    if (positive == null) {
      positive = logits().greaterThan(0);
    }
    return positive;
  }

  /** log(1 + exp(-|z|)): how far log(1 + exp(z)) is from max(z, 0). */
  private Field rounding() {
    if (rounding == null) {
      rounding = exponential.log1p();
    }
    return rounding;
  }

  /** For z > 0 it is 1 / (1 + e), else e / (1 + e), with e = exp(-|z|), which is at most 1. */
  @Override
  Field probability() {
    return exponential.max(positive()).dividedBy(onePlus());
  }

  @Override
  public Field q() {
    return exponential.max(positive().complement()).dividedBy(onePlus());
  }

  @Override
  Field logProbability() {
    return logits().negate().max(0).plus(rounding()).negate();
  }

  @Override
  Field logComplement() {
    return logits().max(0).plus(rounding()).negate();
  }

  @Override
  Field backwardOfProbabilities(Derivatives d) {
    Field result = null;
    if (d.byLogP() != null) {
      result = d.byLogP().times(q());
    }
    if (d.byLogQ() != null) {
      Field term = d.byLogQ().times(p());
      result = result == null ? term.negate() : result.minus(term);
    }
    if (d.byP() == null) {
      return result;
    }
    // dp / dz = p (1 - p) = e / (1 + e)^2
    Field derivative = exponential.dividedBy(onePlus().square());
    return sum(result, d.byP().times(derivative));
  }
}

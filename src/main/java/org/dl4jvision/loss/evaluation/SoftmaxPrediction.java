package org.dl4jvision.loss.evaluation;

import static org.dl4jvision.loss.evaluation.Derivatives.sum;

import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.evaluation.field.IndexField;

/** p = exp(z) / sum over classes of exp(z). */
final class SoftmaxPrediction extends Prediction {
  /** Subtracted from a logit, it makes its exponential vanish; floats can still hold it. */
  private static final double HUGE = 1e30;

  private Field largest;
  private Field shifted;
  private Field exponential;
  private Field total;

  @Override
  public boolean isSoftmax() {
    return true;
  }

  @Override
  void restart(Field logits) {
    super.restart(logits);
    shifted = null;
    largest = logits.maxOverClasses();
    exponential = logits.expOfShortfall(largest);
    total = exponential.sumOverClasses();
  }

  @Override
  void restartFromKept(Field p) {
    super.restartFromKept(p);
    exponential = p;
    total = null;
  }

  private Field shifted() {
    if (shifted == null) {
      shifted = logits().minus(largest);
    }
    return shifted;
  }

  @Override
  Field probability() {
    return exponential.dividedBy(total);
  }

  @Override
  Field probabilityAt(IndexField target) {
    return target.at(exponential).dividedBy(total);
  }

  @Override
  Field logProbability() {
    return shifted().minus(total.log());
  }

  @Override
  Field logProbabilityAt(IndexField target) {
    return target.at(logits()).minus(largest).minus(total.log());
  }

  /** 1 for the class with more than half of the probability: its 1 - p is the sum of the others. */
  private Field dominant() {
    return p().greaterThan(0.5);
  }

  /** The largest shifted logit but the dominant one: the dominant is pushed far below. */
  private Field othersShifted() {
    return shifted().plus(dominant().times(-HUGE));
  }

  @Override
  Field logComplement() {
    Field others = othersShifted();
    Field most = others.maxOverClasses();
    Field ofDominant =
        others.expOfShortfall(most).sumOverClasses().log().plus(most).minus(total.log());
    // log(1 - p) of the others is harmless; min(p, 1/2) keeps the branch not taken finite.
    Field half = p().minus(dominant().times(p()));
    return half.negate().log1p().plus(dominant().times(ofDominant));
  }

  @Override
  Field backwardOfProbabilities(Derivatives d) {
    Field byLogP = d.byLogP();
    if (d.byP() != null) {
      byLogP = sum(byLogP, timesP(d.byP()));
    }
    Field result = null;
    if (d.byLogQ() != null) {
      Field dominant = dominant();
      Field odds = p().dividedBy(p().complement().plus(dominant));
      Field harmless = d.byLogQ().times(dominant.complement());
      byLogP = sum(byLogP, harmless.times(odds).negate());
      // The dominant class m: d log(1 - p_m) / dz_k = r_k - p_k, r the softmax over the others.
      Field others = othersShifted();
      Field e = others.expOfShortfall(others.maxOverClasses());
      Field r = e.dividedBy(e.sumOverClasses());
      result = d.byLogQ().times(dominant).sumOverClasses().times(r.minus(p()));
    }
    if (byLogP == null) {
      return result;
    }
    Field sum = byLogP.sumOverClasses();
    Field share = total == null ? sum : sum.dividedBy(total);
    return sum(byLogP.minusProduct(share, exponential), result);
  }

  /** A product with p, which need not be known for it. */
  private Field timesP(Field field) {
    return total == null ? field.times(exponential) : field.times(exponential).dividedBy(total);
  }
}

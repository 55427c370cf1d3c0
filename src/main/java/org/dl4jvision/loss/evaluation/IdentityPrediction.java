package org.dl4jvision.loss.evaluation;

import static org.dl4jvision.loss.evaluation.Derivatives.sum;

import org.dl4jvision.loss.evaluation.field.Field;

/**
 * p = z: the network gives probabilities already, or numbers that are none. Below {@link #TINY} the
 * logarithm goes on as its tangent, so that value and derivative are finite and agree everywhere.
 */
final class IdentityPrediction extends Prediction {
  private static final double TINY = 1e-30;

  @Override
  Field probability() {
    return logits();
  }

  private static Field extendedLog(Field x) {
    Field clamped = x.max(TINY);
    return clamped.log().plus(x.minus(clamped).times(1 / TINY));
  }

  @Override
  Field logProbability() {
    return extendedLog(logits());
  }

  @Override
  Field logComplement() {
    return extendedLog(logits().complement());
  }

  @Override
  Field backwardOfProbabilities(Derivatives d) {
    Field result = d.byP();
    if (d.byLogP() != null) {
      result = sum(result, d.byLogP().dividedBy(logits().max(TINY)));
    }
    if (d.byLogQ() != null) {
      Field term = d.byLogQ().dividedBy(logits().complement().max(TINY));
      result = result == null ? term.negate() : result.minus(term);
    }
    return result;
  }
}

package org.dl4jvision.loss.family;

import java.util.function.BinaryOperator;
import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;

/** The usual sums over the pixels of a class: p the prediction, t the label. */
public enum RegionSum implements RegionTerm {
  /** The sum of p t. */
  OVERLAP((p, t) -> p.times(t), (byTerm, prediction, t) -> byTerm.times(t)),
  /** The sum of p. */
  PREDICTION((p, t) -> p, (byTerm, prediction, t) -> byTerm),
  /** The sum of p squared. */
  PREDICTION_SQUARED(
      (p, t) -> p.square(), (byTerm, prediction, t) -> byTerm.times(2).times(prediction.p())),
  /** The sum of |p - t|. */
  DIFFERENCE(
      (p, t) -> p.minus(t).abs(),
      (byTerm, prediction, t) -> byTerm.times(prediction.p().minus(t).sign())),
  /** The sum of t. */
  TARGET((p, t) -> t, null),
  /** The sum of t squared. */
  TARGET_SQUARED((p, t) -> t.square(), null),
  /** The sum of the mask's weights: the number of pixels without a mask. */
  WEIGHT((p, t) -> null, null);

  @FunctionalInterface
  private interface Derivative {
    Field of(Field byTerm, Prediction prediction, Field t);
  }

  private final BinaryOperator<Field> term;

  /** Null for a sum that does not depend on the prediction. */
  private final Derivative derivative;

  RegionSum(BinaryOperator<Field> term, Derivative derivative) {
    this.term = term;
    this.derivative = derivative;
  }

  @Override
  public Field term(Field p, Field t) {
    return term.apply(p, t);
  }

  @Override
  public boolean dependsOnPrediction() {
    return derivative != null;
  }

  @Override
  public Field byPrediction(Field byTerm, Prediction prediction, Field t) {
    return derivative.of(byTerm, prediction, t);
  }
}

package org.dl4jvision.loss.family;

import org.dl4jvision.loss.evaluation.Prediction;
import org.dl4jvision.loss.evaluation.field.Field;

/** The usual sums over the pixels of a class: p the prediction, t the label. */
public enum RegionSum implements RegionTerm {
  /** The sum of p t. */
  OVERLAP {
    @Override
    public Field term(Field p, Field t) {
      return p.times(t);
    }

    @Override
    public Field byPrediction(Field byTerm, Prediction prediction, Field t) {
      return byTerm.times(t);
    }
  },
  /** The sum of p. */
  PREDICTION {
    @Override
    public Field term(Field p, Field t) {
      return p;
    }

    @Override
    public Field byPrediction(Field byTerm, Prediction prediction, Field t) {
      return byTerm;
    }
  },
  /** The sum of p squared. */
  PREDICTION_SQUARED {
    @Override
    public Field term(Field p, Field t) {
      return p.square();
    }

    @Override
    public Field byPrediction(Field byTerm, Prediction prediction, Field t) {
      return byTerm.times(2).times(prediction.p());
    }
  },
  /** The sum of |p - t|. */
  DIFFERENCE {
    @Override
    public Field term(Field p, Field t) {
      return p.minus(t).abs();
    }

    @Override
    public Field byPrediction(Field byTerm, Prediction prediction, Field t) {
      return byTerm.times(prediction.p().minus(t).sign());
    }
  },
  /** The sum of t. */
  TARGET {
    @Override
    public Field term(Field p, Field t) {
      return t;
    }
  },
  /** The sum of t squared. */
  TARGET_SQUARED {
    @Override
    public Field term(Field p, Field t) {
      return t.square();
    }
  },
  /** The sum of the mask's weights: the number of pixels without a mask. */
  WEIGHT {
    @Override
    public Field term(Field p, Field t) {
      return null;
    }
  };

  @Override
  public Field byPrediction(Field byTerm, Prediction prediction, Field t) {
    throw new UnsupportedOperationException(this + " does not depend on the prediction");
  }

  @Override
  public boolean dependsOnPrediction() {
    return compareTo(TARGET) < 0;
  }
}
